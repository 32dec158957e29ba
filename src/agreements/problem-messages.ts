import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the agreements' problems are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  'agreements.not-found': {
    sw: { message: 'hakuna makubaliano {agreement}', fix: 'GET /v1/agreements huorodhesha makubaliano yaliyopo.' },
    fr: { message: 'il n’y a pas d’accord {agreement}', fix: 'GET /v1/agreements donne la liste des accords.' },
  },
  'agreements.service-unknown': {
    sw: { message: 'hakuna huduma {service}', fix: 'GET /v1/systems huorodhesha huduma zilizopo.' },
    fr: { message: 'il n’y a pas de service {service}', fix: 'GET /v1/systems donne la liste des services.' },
  },
}
