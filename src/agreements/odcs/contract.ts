import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
const Text = Type.String({ minLength: 1 })
const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())])
const CustomProperties = Type.Array(Type.Object({ property: Text, value: Value }, closed))

/** The part of the Open Data Contract Standard 3.1.0 that an agreement has something to say to. */
export const DataQuality = Type.Object(
  {
    type: Type.Enum(['library', 'text']),
    description: Type.Optional(Text),
    dimension: Type.Optional(Type.Enum(['conformity', 'completeness', 'accuracy'])),
    metric: Type.Optional(Type.Literal('invalidValues')),
    arguments: Type.Optional(
      Type.Object({ validValues: Type.Optional(Type.Array(Text)), pattern: Type.Optional(Text) }, closed),
    ),
    mustBe: Type.Optional(Type.Number()),
    unit: Type.Optional(Type.Enum(['rows', 'percent'])),
  },
  closed,
)
export type DataQuality = Static<typeof DataQuality>

export const logicalTypes = ['string', 'date', 'timestamp', 'number', 'integer', 'object', 'array', 'boolean'] as const
export const LogicalType = Type.Enum(logicalTypes)
export type LogicalType = Static<typeof LogicalType>

export const SchemaProperty = Type.Object(
  {
    name: Text,
    businessName: Type.Optional(Text),
    description: Type.Optional(Text),
    logicalType: Type.Optional(LogicalType),
    items: Type.Optional(Type.Object({ logicalType: LogicalType }, closed)),
    required: Type.Boolean(),
    classification: Type.Optional(Text),
    quality: Type.Optional(Type.Array(DataQuality)),
    customProperties: CustomProperties,
  },
  closed,
)
export type SchemaProperty = Static<typeof SchemaProperty>

export const SlaProperty = Type.Object(
  {
    property: Text,
    value: Type.Union([Type.String(), Type.Number()]),
    unit: Type.Optional(Text),
    element: Type.Optional(Text),
    driver: Type.Optional(Type.Enum(['regulatory', 'analytics', 'operational'])),
  },
  closed,
)
export type SlaProperty = Static<typeof SlaProperty>

export const DataContract = Type.Object(
  {
    apiVersion: Type.Literal('v3.1.0'),
    kind: Type.Literal('DataContract'),
    id: Text,
    name: Text,
    version: Text,
    status: Text,
    description: Type.Object({ purpose: Text, usage: Type.Optional(Text), limitations: Type.Optional(Text) }, closed),
    servers: Type.Array(
      Type.Object({ server: Text, type: Type.Literal('api'), location: Text, description: Text }, closed),
    ),
    schema: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          logicalType: Type.Literal('object'),
          description: Type.Optional(Text),
          properties: Type.Array(SchemaProperty),
          quality: Type.Optional(Type.Array(DataQuality)),
          customProperties: CustomProperties,
        },
        closed,
      ),
    ),
    roles: Type.Array(Type.Object({ role: Text, access: Type.Literal('read'), description: Text }, closed)),
    slaProperties: Type.Array(SlaProperty),
    price: Type.Optional(
      Type.Object({ priceAmount: Type.Number(), priceCurrency: Type.Optional(Text), priceUnit: Text }, closed),
    ),
    customProperties: CustomProperties,
  },
  closed,
)
export type DataContract = Static<typeof DataContract>
