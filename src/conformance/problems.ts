import type { Problem } from '../kernel/problem.ts'

export const unknownServer = (partner: string): Problem => ({
  code: 'conformance.partner-unknown',
  status: 404,
  message: `there is no partner ${partner}`,
  fix: 'GET /v1/partners lists the partners there are.',
  pointer: '/partner',
  params: { partner },
})

export const notCallable = (partner: string): Problem => ({
  code: 'conformance.partner-not-callable',
  status: 409,
  message: `the partner ${partner} is suspended, or has no base address that lies on one of its registered hosts`,
  fix: 'Register its baseUrl and hosts, and reinstate it if it is suspended; a test call tells what is missing.',
  pointer: '/partner',
  params: { partner },
})

export const noCaller: Problem = {
  code: 'conformance.no-caller',
  status: 409,
  message: 'this node has no client with a published secret that it could call itself as',
  fix: 'Run `kiungo conform dci` with a client of your own; only a demonstration publishes the secret of one.',
}

export const otherRunUnderWay: Problem = {
  code: 'conformance.busy',
  status: 409,
  message: 'another conformance run is under way',
  fix: 'Wait until it is over: runs are made one at a time.',
}

export const unknownReport = (id: string): Problem => ({
  code: 'conformance.report-unknown',
  status: 404,
  message: `there is no conformance report ${id}`,
  fix: 'GET /v1/conformance/reports lists those that are kept.',
  params: { report: id },
})

export const stillRunning = (id: string): Problem => ({
  code: 'conformance.still-running',
  status: 409,
  message: `the conformance run ${id} is not over`,
  fix: `GET /v1/conformance/runs/${id} tells when it is.`,
  params: { report: id },
})

export const runFailed = (id: string): Problem => ({
  code: 'conformance.run-failed',
  status: 409,
  message: `the conformance run ${id} came to no report`,
  fix: 'Start it again; it took too long, the node was stopped meanwhile, or the log says what went wrong.',
  params: { report: id },
})
