import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { useNames } from '../../../parts/names.ts'
import { useEditing } from './editing.ts'
import { LocalTextField, OptionalTextField, TextField } from './fields.tsx'
import { ListEditor } from './ListEditor.tsx'

type Parties = NonNullable<Agreement['parties']>

const empty = { en: '', sw: '', fr: '' }

const newFunction = { act: '', section: '', text: empty }

const newParty = (member: string, role: 'provider' | 'consumer'): Parties[number] => ({
  ...{ member, role, registration: { number: '' }, dataProtectionOfficer: { office: '', address: '' } },
  signatory: { account: '', name: '', office: '', mandate: '' },
  functions: [newFunction],
})

/** What the law wants to know of each party. What is known from their other agreements stands there already. */
export function PartyDetails() {
  const { t } = useTranslation()
  const { draft, set } = useEditing()
  const { provider, consumer, parties = [] } = draft
  if (provider === '' || consumer === '') return null
  if (parties.length === 0) {
    return (
      <div data-pointer="/parties">
        <p className="k-sub">{t('drafting.noParties')}</p>
        <Button
          variant="default"
          size="xs"
          onClick={() => set('/parties', [newParty(provider, 'provider'), newParty(consumer, 'consumer')])}
        >
          {t('drafting.writeParties')}
        </Button>
      </div>
    )
  }
  return parties.map((party, index) => (
    <PartyFields key={`${party.member} ${party.role}`} party={party} index={index} />
  ))
}

function PartyFields({ party, index }: { party: Parties[number]; index: number }) {
  const { t } = useTranslation()
  const names = useNames()
  const { open, objection } = useEditing()
  const { registration, signatory, dataProtectionOfficer } = party
  const at = `/parties/${index}`
  // What is missing or objected to inside must be seen.
  const wanted = [...open, objection?.pointer ?? ''].some((place) => place.startsWith(`${at}/`))
  return (
    <details className="k-fieldset" open={wanted || signatory.account === ''}>
      <summary>
        <strong>{names.member(party.member)}</strong>
        <div className="k-sub">
          {t('drafting.party', {
            ...{ registration: registration.number, signatory: signatory.name, office: signatory.office },
            officer: dataProtectionOfficer.address,
          })}
        </div>
      </summary>
      <div className="k-draft-row">
        <TextField at={`${at}/registration/number`} label={t('drafting.registration')} />
        <OptionalTextField
          at={`${at}/registration/validUntil`}
          type="date"
          label={t('drafting.registrationUntil')}
          note={t('drafting.registrationNote')}
        />
      </div>
      <div className="k-draft-row">
        <TextField at={`${at}/dataProtectionOfficer/office`} label={t('drafting.officer')} />
        <TextField at={`${at}/dataProtectionOfficer/address`} label={t('drafting.officerAddress')} />
      </div>
      <div className="k-draft-row">
        <TextField at={`${at}/signatory/name`} label={t('drafting.signatory')} />
        <TextField at={`${at}/signatory/office`} label={t('drafting.signatoryOffice')} />
        <TextField
          at={`${at}/signatory/account`}
          label={t('drafting.signatoryAccount')}
          note={t('drafting.signatoryAccountNote')}
        />
      </div>
      <div className="k-draft-row">
        <TextField at={`${at}/signatory/mandate`} label={t('drafting.mandate')} note={t('drafting.mandateNote')} />
        <OptionalTextField at={`${at}/signatory/mandateUntil`} type="date" label={t('drafting.mandateUntil')} />
      </div>
      <ListEditor
        at={`${at}/functions`}
        label={t('drafting.functions')}
        item={(number) => t('drafting.functionNumber', { number })}
        add={t('drafting.addFunction')}
        initial={newFunction}
        atLeast={1}
        atMost={10}
      >
        {(place) => (
          <>
            <div className="k-draft-row">
              <TextField at={`${place}/act`} label={t('drafting.functionAct')} />
              <TextField at={`${place}/section`} label={t('drafting.functionSection')} />
            </div>
            <LocalTextField at={`${place}/text`} label={t('drafting.function')} suggested={empty} />
          </>
        )}
      </ListEditor>
    </details>
  )
}
