import Type, { type Static } from 'typebox'
import { Outcome } from '../outcomes.ts'

const closed = { additionalProperties: false }
/** A name that we write into XML: no prefix, no markup. */
const XmlName = Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$', maxLength: 80 })
const SecretName = Type.String({ minLength: 1, maxLength: 80 })

/** One operation of the service, taken when its parameters are there. */
export const SoapCall = Type.Object(
  {
    /** Value of the SOAPAction header, without quotes. */
    action: Type.String({ maxLength: 300, pattern: '^[\\x21\\x23-\\x7e]*$' }),
    /** Element of the request, its children in order: each is the parameter of that name. */
    request: XmlName,
    fields: Type.Array(XmlName, { minItems: 1, maxItems: 20 }),
    /** Element of the answer, and the dotted path in it of the record or records. */
    response: XmlName,
    records: Type.String({ maxLength: 200 }),
    /** What the answer's own words mean, e.g. a return code. */
    outcomes: Type.Optional(Type.Array(Outcome, { maxItems: 30 })),
  },
  closed,
)
export type SoapCall = Static<typeof SoapCall>

export const Security = Type.Union([
  Type.Object({ kind: Type.Literal('none') }, closed),
  Type.Object({ kind: Type.Literal('basic'), user: Type.String({ maxLength: 80 }), secret: SecretName }, closed),
  Type.Object(
    { kind: Type.Literal('username-token'), user: Type.String({ maxLength: 80 }), secret: SecretName },
    closed,
  ),
])
export type Security = Static<typeof Security>

export const SoapSettings = Type.Object(
  {
    path: Type.String({ maxLength: 300 }),
    namespace: Type.String({ minLength: 1, maxLength: 300 }),
    security: Security,
    calls: Type.Array(SoapCall, { minItems: 1, maxItems: 20 }),
    /** What a Fault means, by its members: `detail.FaultDetail.Code`, `faultstring`. */
    faults: Type.Optional(Type.Array(Outcome, { maxItems: 30 })),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1000, maximum: 50_000_000 })),
    /** Path that is asked to see whether the system is there. */
    checkPath: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
)
export type SoapSettings = Static<typeof SoapSettings>
