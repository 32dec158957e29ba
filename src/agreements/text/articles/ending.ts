import { quoted } from '../document.ts'
import { duration as lasting, ending as stopping } from '../messages/agreement.ts'
import { clause, type Drafting } from './draft.ts'

export const duration: Drafting = ({ validFrom, validUntil, under, review }, writer) => ({
  heading: lasting.heading,
  clauses: [
    clause('validUntil', writer.say(lasting.runs, { from: writer.day(validFrom), until: writer.day(validUntil) })),
    ...(under === undefined ? [] : [clause('under', writer.say(lasting.under, { under: quoted(under) }))]),
    ...(review === undefined
      ? []
      : [
          clause(
            'review',
            writer.say(lasting.review, {
              period: writer.unit(review.everyMonths, 'month'),
              next: writer.day(review.next),
            }),
          ),
        ]),
  ],
})

export const ending: Drafting = (_, writer) => ({
  heading: stopping.heading,
  clauses: [stopping.suspend, stopping.order, stopping.terminate, stopping.change].map((text) => ({
    text: writer.say(text),
  })),
})
