import { IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../parts/format.ts'

/** A count of people, or that it is not told and why. */
export function People({ people, smallest }: { people: number | undefined; smallest: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (people !== undefined) return format.number(people)
  return (
    <span className="k-hidden-count" title={t('overlap.hiddenWhy', { smallest })}>
      <IconEyeOff size={15} aria-hidden />
      {t('overlap.hidden')}
    </span>
  )
}
