import { Button, Checkbox, Loader, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { systemsQuery } from '../../api/queries.ts'
import { FieldValue } from '../../parts/FieldValue.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { type ChosenPerson, type Plan, type PurposeOption, planOf } from './question.ts'

interface ConfirmStepProps {
  readonly purpose: PurposeOption
  readonly person: ChosenPerson
  readonly busy: boolean
  readonly fault: Error | null
  readonly onAsk: (choice: { services: readonly string[]; caseRef: string }) => void
}

/** What will be asked of whom, before anything is: each source is an exchange that will be logged. */
export function ConfirmStep({ purpose, person, busy, fault, onAsk }: ConfirmStepProps) {
  const { t } = useTranslation()
  const { data: systems } = useQuery(systemsQuery)
  const plan = planOf(purpose, person.subject, systems ?? [])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const services = plan
    .filter(({ askable, source }) => askable && !left.has(source.service))
    .map(({ source }) => source.service)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onAsk({ services, caseRef: String(new FormData(event.currentTarget).get('caseRef') ?? '').trim() })
  }
  const toggle = (service: string) => setLeft((before) => before.symmetricDifference(new Set([service])))
  return (
    <form onSubmit={submit}>
      <Panel title={t('ask.whom', { person: person.name ?? t('ask.thisPerson') })}>
        <dl className="k-fact-tiles">
          {Object.entries(person.subject).map(([element, value]) => (
            <SubjectFact key={element} element={element} value={value} />
          ))}
        </dl>
        <ul className="k-plan" aria-busy={busy}>
          {plan.map((one) => (
            <PlannedSource
              key={one.source.service}
              plan={one}
              checked={one.askable && !left.has(one.source.service)}
              busy={busy}
              onToggle={() => toggle(one.source.service)}
            />
          ))}
        </ul>
        <div className="k-ask-row">
          <TextInput
            name="caseRef"
            label={t('ask.caseRef')}
            description={t('ask.caseRefNote')}
            pattern="[A-Za-z0-9\/._\-]+"
            maxLength={60}
            autoComplete="off"
          />
          <Button type="submit" size="md" loading={busy} disabled={services.length === 0}>
            {t('ask.askSources', { number: services.length })}
          </Button>
        </div>
        <div role="status">{busy ? t('ask.asking') : ''}</div>
      </Panel>
      {fault === null ? null : <ProblemNotice fault={fault} />}
    </form>
  )
}

function SubjectFact({ element, value }: { element: string; value: string }) {
  const names = useNames()
  return (
    <div>
      <dt>{names.element(element)}</dt>
      <dd>
        <FieldValue element={element} value={value} />
      </dd>
    </div>
  )
}

interface PlannedSourceProps {
  readonly plan: Plan
  readonly checked: boolean
  readonly busy: boolean
  readonly onToggle: () => void
}

function PlannedSource({ plan: { source, askable, missing }, checked, busy, onToggle }: PlannedSourceProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <li>
      {busy && checked ? (
        <span className="k-planned-wait">
          <Loader size="xs" aria-hidden /> {names.service(source.service)}
        </span>
      ) : (
        <Checkbox
          checked={checked}
          disabled={!askable || busy}
          onChange={onToggle}
          label={names.service(source.service)}
        />
      )}
      <div className="k-sub k-plan-note">
        {askable
          ? t('ask.willGet', { fields: format.list(source.fields.map(({ element }) => names.element(element))) })
          : t('ask.needs', { identifiers: format.list(missing.map((element) => names.element(element))) })}{' '}
        <Link to="/agreements/$id" params={{ id: source.agreement }}>
          {t('ask.readAgreement')}
        </Link>
      </div>
    </li>
  )
}
