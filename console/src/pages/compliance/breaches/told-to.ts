import { useTranslation } from 'react-i18next'
import { useNames } from '../../../parts/names.ts'

/** Who is told of a breach: the authority, the people, or a member by its name. */
export function useToldTo(): (to: string) => string {
  const { t } = useTranslation()
  const names = useNames()
  return (to) => (to === 'authority' || to === 'persons' ? t(`toldTo.${to}`) : names.member(to))
}
