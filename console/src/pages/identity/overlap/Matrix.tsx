import { useTranslation } from 'react-i18next'
import type { WhoGetsWhat } from '../../../../../src/identity/overlap/schema.ts'
import { csvOf } from '../../../parts/csv.ts'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { useProgrammeName } from '../words.tsx'
import { People } from './People.tsx'

interface Cell {
  readonly programme: string
  readonly and: string
  /** Absent where it is not told. */
  readonly people: number | undefined
}

/** Programmes against programmes; on the diagonal, how many one programme serves. Pairs that nobody has are zero. */
function cellsOf({ programmes, overlaps }: WhoGetsWhat): Cell[][] {
  return programmes.cells.map(({ programme, people }) =>
    programmes.cells.map(({ programme: and }): Cell => {
      if (and === programme) return { programme, and, people }
      const both = overlaps.find((one) => one.programmes.includes(programme) && one.programmes.includes(and))
      return { programme, and, people: both === undefined ? 0 : both.people }
    }),
  )
}

export function Matrix({ counted }: { counted: WhoGetsWhat }) {
  const { t } = useTranslation()
  const name = useProgrammeName()
  const rows = cellsOf(counted)
  if (rows.length === 0) return null
  return (
    <Panel
      title={t('overlap.matrix')}
      actions={<ExportMenu name="programmes" rows={rows.flat()} toCsv={(cells) => csvOf(columns, cells)} />}
    >
      <p className="k-sub">{t('overlap.matrixText')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="k-matrix-scroll" tabIndex={0} aria-label={t('overlap.matrix')}>
        <table className="k-matrix">
          <thead>
            <tr>
              <th scope="col">{t('overlap.programme')}</th>
              {counted.programmes.cells.map(({ programme }) => (
                <th key={programme} scope="col">
                  {name(programme)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr key={cells[0]?.programme}>
                <th scope="row">{name(cells[0]?.programme ?? '')}</th>
                {cells.map(({ programme, and, people }) => (
                  <td key={and} data-same={programme === and}>
                    <People people={people} smallest={counted.smallestCell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

const columns = [
  ['programme', ({ programme }: Cell) => programme],
  ['and', ({ and }: Cell) => and],
  ['people', ({ people }: Cell) => people ?? 'hidden'],
] as const
