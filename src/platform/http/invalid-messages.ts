import type { ProblemMessages, ProblemWords } from '../../kernel/problem-messages.ts'
import type { HttpPart, InvalidVariant } from './validation.ts'

type Texts = Readonly<Record<keyof ProblemWords, string>>

const parts: Readonly<Record<HttpPart, Texts>> = {
  body: { sw: 'mwili wa ombi', fr: 'le corps' },
  querystring: { sw: 'hoja za anwani', fr: 'les paramètres de l’adresse' },
  params: { sw: 'njia ya anwani', fr: 'le chemin de l’adresse' },
  headers: { sw: 'vichwa vya ombi', fr: 'les en-têtes' },
}

const seeDescription: Texts = {
  sw: 'Linganisha na maelezo ya API kwenye /openapi.json.',
  fr: 'Comparez avec la description de l’API à l’adresse /openapi.json.',
}

/** `{part}` is put in here, `{place}` and the rest when the problem is told. */
const variants: Readonly<Record<InvalidVariant, { readonly message: Texts; readonly fix: Texts }>> = {
  missing: {
    message: { sw: 'katika {part}, {place} haipo', fr: 'dans {part}, {place} manque' },
    fix: { sw: 'Iongeze.', fr: 'Ajoutez-le.' },
  },
  unknown: {
    message: { sw: 'katika {part}, {place} haijulikani hapa', fr: 'dans {part}, {place} est inconnu ici' },
    fix: { sw: 'Iondoe, au hakiki tahajia yake.', fr: 'Retirez-le, ou vérifiez son orthographe.' },
  },
  'not-a-choice': {
    message: {
      sw: 'katika {part}, {place} si mojawapo ya thamani zinazoruhusiwa',
      fr: 'dans {part}, {place} n’est pas l’une des valeurs permises',
    },
    fix: { sw: 'Tumia mojawapo ya hizi: {choices}.', fr: 'Utilisez l’une de celles-ci : {choices}.' },
  },
  rule: {
    message: {
      sw: 'katika {part}, {place} haifuati sheria yake ({rule})',
      fr: 'dans {part}, {place} n’est pas conforme à sa règle ({rule})',
    },
    fix: seeDescription,
  },
}

/** What is said of a value that its schema does not allow: for every part of a request, every variant. */
export const invalidMessages: ProblemMessages = Object.fromEntries(
  Object.entries(parts).flatMap(([part, name]) =>
    Object.entries(variants).map(([variant, { message, fix }]) => [
      `platform.invalid-${part}:${variant}`,
      {
        sw: { message: message.sw.replace('{part}', name.sw), fix: fix.sw },
        fr: { message: message.fr.replace('{part}', name.fr), fix: fix.fr },
      },
    ]),
  ),
)
