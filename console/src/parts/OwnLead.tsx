import type { ParseKeys } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session.ts'
import { useLocal } from './local.ts'

/** What a list holds; and, for who may not see those of every agency, that it holds one's own. Both are keys of texts. */
export function OwnLead({ lead, ownOnly }: { lead: ParseKeys; ownOnly: ParseKeys }) {
  const { t } = useTranslation()
  const local = useLocal()
  const { session, may } = useSession()
  const whose = may('exchange.read-all') ? '' : t(ownOnly, { member: local(session?.memberName) })
  return `${t(lead)} ${whose}`
}
