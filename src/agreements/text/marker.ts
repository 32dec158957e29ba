/** What a document says of itself: which version of which agreement, or other object, it was made from. */
export interface Marker {
  readonly id: string
  readonly version: number
  readonly hash: string
}

export const markerOf = ({ id, version, hash }: Marker, of = 'agreement'): string =>
  `kiungo-${of}:${id}:${version}:${hash}`

const marker = /kiungo-agreement:([a-z0-9]+(?:-[a-z0-9]+)*):(\d{1,9}):([0-9a-f]{64})/g

/** Every different marker in a text. */
export function markersIn(text: string): readonly Marker[] {
  const found = [...text.matchAll(marker)].map(([whole, id = '', version, hash = '']) => ({
    whole,
    marker: { id, version: Number(version), hash },
  }))
  return [...new Map(found.map((one) => [one.whole, one.marker])).values()]
}
