import { useTranslation } from 'react-i18next'
import type { Fault } from './draft-faults.ts'

/** What is wrong with a field, as is said beside it. */
export function useFaultText(): (fault: Fault | undefined) => string | undefined {
  const { t } = useTranslation()
  return (fault) => (fault === undefined ? undefined : t(`draftFaults.${fault}`))
}
