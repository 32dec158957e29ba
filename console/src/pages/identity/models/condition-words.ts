import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import { useFormat } from '../../../parts/format.ts'

export type Model = KeptModel['model']
export type Level = Model['comparisons'][number]['levels'][number]
type Condition = Level['when'][number][number]

const parts = [
  ...(['exact', 'canonical', 'phonetic', 'sorted', 'first', 'iso', 'year', 'month', 'day', 'swapped'] as const),
  ...(['estimated', 'l1', 'l2', 'l3', 'l4'] as const),
] as const

/** A column of the model in words: `given.phonetic` is the sound of "given". A part this console does not know stays. */
export function useColumnWords(): (column: string) => string {
  const { t } = useTranslation()
  return (column) => {
    const [field = column, name = ''] = column.split('.')
    const part = parts.find((one) => one === name)
    return part === undefined ? column : t(`columnParts.${part}`, { field })
  }
}

/** When a level holds: alternatives, of which each is a list of conditions that must all hold. */
export function useWhenWords(): (when: Level['when']) => string {
  const { t } = useTranslation()
  const column = useColumnWords()
  const format = useFormat()
  const condition = (one: Condition): string => {
    switch (one.test) {
      case 'equal':
      case 'different':
      case 'either':
        return t(`conditions.${one.test}`, { column: column(one.column) })
      case 'crosswise':
        return t('conditions.crosswise', { column: column(one.columns[0] ?? ''), other: column(one.columns[1] ?? '') })
      case 'similar':
        return t('conditions.similar', { column: column(one.column), share: format.number(one.atLeast) })
      case 'edits':
      case 'within':
        return t(`conditions.${one.test}`, { column: column(one.column), number: format.number(one.atMost) })
    }
  }
  return (when) => when.map((all) => format.list(all.map(condition))).join(`; ${t('conditions.or')} `)
}
