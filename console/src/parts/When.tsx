import { useFormat } from './format.ts'

/** A moment as people say it, with the exact one below: "in 4 minutes", 25 Nov 2026, 14:03:10 EAT. */
export function When({ at }: { at: string }) {
  const format = useFormat()
  return (
    <time dateTime={at}>
      {format.relative(at)}
      <span className="k-sub k-when-exact">{format.instant(at)}</span>
    </time>
  )
}
