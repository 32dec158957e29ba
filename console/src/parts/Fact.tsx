import type { ReactNode } from 'react'

/** A name and its value, inside a `k-facts` list. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
