import Type from 'typebox'

// Only the outline: the door checks messages itself, and answers in the standard's own reason codes.
const Message = Type.Object(
  {
    signature: Type.Optional(Type.Unknown()),
    header: Type.Optional(Type.Unknown()),
    message: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: true, description: 'header and message of the DCI registry core API 1.0.0' },
)
const Answer = Type.Object(
  {
    signature: Type.Optional(Type.String()),
    header: Type.Optional(Type.Unknown()),
    message: Type.Unknown(),
    errors: Type.Optional(Type.Array(Type.Object({ code: Type.String(), message: Type.String() }))),
  },
  { additionalProperties: true, description: 'header and message of the answer' },
)
const Acknowledgement = Type.Object(
  { message: Type.Unknown(), errors: Type.Optional(Type.Array(Type.Unknown())) },
  { additionalProperties: true, description: 'acknowledgement: the answer is called back' },
)

interface Outlined {
  readonly path: string
  readonly summary: string
  /** Whether the reply is the answer. */
  readonly sync: boolean
}

export const outline = ({ path, summary, sync }: Outlined) => ({
  path,
  summary,
  request: Message,
  response: sync ? Answer : Acknowledgement,
})
