import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import { useNames } from '../../parts/names.ts'
import type { SectionName } from './draft/section-names.ts'

/** Under which section of the form each clause of the document stands. */
const sectionOf: Readonly<Record<string, SectionName>> = {
  ...({ provider: 'parties', consumer: 'parties', parties: 'parties', under: 'parties', tier: 'parties' } as const),
  ...({ id: 'purpose', title: 'purpose', purposes: 'purpose', subjects: 'purpose' } as const),
  ...({ legalBasis: 'law', partyBases: 'law', transfer: 'law', words: 'law' } as const),
  ...({ services: 'services', dictionaryVersion: 'services' } as const),
  ...({ conditions: 'conditions', onward: 'conditions', automatedDecision: 'conditions' } as const),
  ...({ volume: 'limits', obligations: 'duties', retention: 'retention', derivedData: 'retention' } as const),
  ...({ security: 'safeguards', impactAssessment: 'safeguards', breach: 'safeguards', audit: 'safeguards' } as const),
  ...({ notices: 'safeguards', rights: 'safeguards' } as const),
  ...({ quality: 'level', serviceLevel: 'level', cost: 'level' } as const),
  ...({ validFrom: 'dates', validUntil: 'dates', review: 'dates' } as const),
}

/** A place of the document in words: its section, and the service and field where it is about one. */
export function usePlaceName(agreement: Pick<Agreement, 'services'>): (pointer: string) => string {
  const { t } = useTranslation()
  const names = useNames()
  return (pointer) => {
    const [, clause = '', index, , field] = pointer.split('/')
    const section = sectionOf[clause]
    if (section === undefined) return pointer
    const service = clause === 'services' ? agreement.services[Number(index)] : undefined
    const element = field === undefined ? undefined : service?.fields[Number(field)]?.element
    return [
      t(`drafting.section.${section}`),
      ...(service === undefined ? [] : [names.service(service.service)]),
      ...(element === undefined ? [] : [names.element(element)]),
    ].join(' › ')
  }
}
