import { useTranslation } from 'react-i18next'
import type { PartnerRegistration } from '../../../../src/federation/partners/schema.ts'
import { useFormat } from '../../parts/format.ts'

type Terms = Pick<
  PartnerRegistration,
  | 'senderIds'
  | 'specVersion'
  | 'signature'
  | 'canonicalForm'
  | 'unsigned'
  | 'encryption'
  | 'hosts'
  | 'privateNetwork'
  | 'callbackUrl'
>

/** What is agreed about a partner's messages, as sentences that its owner and a lawyer can read. */
export function MessageTerms({ terms }: { terms: Terms }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { encryption, hosts } = terms
  const sentences = [
    t('termsSay.senders', { senders: format.list(terms.senderIds) }),
    t('termsSay.edition', { edition: terms.specVersion }),
    t(`termsSay.signature.${terms.signature}`),
    ...(terms.signature === 'dci-httpsig' ? [t(`termsSay.canonical.${terms.canonicalForm}`)] : []),
    t(`termsSay.unsigned.${terms.unsigned}`),
    t(`termsSay.send.${encryption.send}`),
    t(encryption.require ? 'termsSay.required' : 'termsSay.notRequired'),
    hosts.length === 0 ? t('termsSay.noHosts') : t('termsSay.hosts', { hosts: format.list(hosts) }),
    ...(hosts.length === 0 ? [] : [t(terms.privateNetwork ? 'termsSay.private' : 'termsSay.public')]),
    ...(terms.callbackUrl === undefined ? [t('termsSay.noCallback')] : []),
  ]
  return (
    <ul className="k-terms">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
