import { Alert, Button, NativeSelect, Radio, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Questionnaire } from '../../../../../src/compliance/assessments/schema.ts'
import { agreementsQuery } from '../../../api/queries.ts'
import { useLocal } from '../../../parts/local.ts'
import { Panel } from '../../../parts/Page.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../session/session.ts'
import { mayBeNeedless, newRisk, openPlaces, type TypedContent, type TypedRisk } from './content.ts'
import { RiskFields } from './RiskFields.tsx'

const textLimit = 4000
const riskLimit = 50

interface AssessmentFormProps {
  readonly typed: TypedContent
  readonly onChange: (next: TypedContent) => void
  readonly questionnaire: Questionnaire
  /** Whether the agreement can no longer be chosen. */
  readonly fixed: boolean
  readonly onAnew?: () => void
  readonly onSave: (submit: boolean) => Promise<void>
}

export interface PartProps {
  readonly typed: TypedContent
  readonly set: (change: Partial<TypedContent>) => void
  readonly questionnaire: Questionnaire
  /** What is said at a place that is still open, once saving was tried. */
  readonly needed: (place: string) => string | undefined
}

export function AssessmentForm(props: AssessmentFormProps) {
  const { typed, onChange, questionnaire, fixed, onAnew, onSave } = props
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const saving = useMutation({ mutationFn: onSave })
  const asked = questionnaire.triggers.map(({ id }) => id)
  const open = openPlaces(typed, asked)
  const save = (submit: boolean) => {
    setTried(true)
    if (open.length === 0) return saving.mutate(submit)
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-open] input')?.focus())
  }
  const part: PartProps = {
    ...{ typed, questionnaire },
    set: (change) => onChange({ ...typed, ...change }),
    needed: (place) => (tried && open.includes(place) ? t('drafting.needed') : undefined),
  }
  return (
    <form ref={form} noValidate onSubmit={(event) => event.preventDefault()} className="k-duty-steps">
      {onAnew === undefined ? null : (
        <Alert color="lake" variant="light">
          {t('drafting.kept')}{' '}
          <button type="button" className="k-link-button" onClick={onAnew}>
            {t('drafting.anew')}
          </button>
        </Alert>
      )}
      {fixed ? null : <AgreementChoice {...part} />}
      <Questions {...part} />
      <Triggers {...part} />
      <Risks {...part} />
      <Panel>
        {tried && open.length > 0 ? <p role="status">{t('assessing.open', { number: open.length })}</p> : null}
        {saving.error === null ? null : <ProblemNotice fault={saving.error} />}
        <div className="k-form-buttons">
          <Button variant="default" loading={saving.isPending} onClick={() => save(false)}>
            {t('drafting.save')}
          </Button>
          <Button loading={saving.isPending} onClick={() => save(true)}>
            {t('assessing.submit')}
          </Button>
        </div>
      </Panel>
    </form>
  )
}

/** Agreements in which the reader's agency gives or receives. */
function AgreementChoice({ typed, set, needed }: PartProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const { session } = useSession()
  const { data: agreements = [] } = useQuery(agreementsQuery)
  const own = agreements.filter(
    ({ agreement, standing }) =>
      standing.status !== 'terminated' && [agreement.provider, agreement.consumer].includes(session?.member ?? ''),
  )
  return (
    <Panel title={t('assessing.which')}>
      <NativeSelect
        label={t('terms.agreement')}
        description={t('assessing.whichNote')}
        value={typed.agreement}
        error={needed('agreement')}
        onChange={(event) => set({ agreement: event.currentTarget.value })}
        data={[
          { value: '', label: t('onboard.choose') },
          ...own.map(({ agreement }) => ({ value: agreement.id, label: local(agreement.title) })),
        ]}
      />
    </Panel>
  )
}

function Questions({ typed, set, questionnaire, needed }: PartProps) {
  const { t } = useTranslation()
  const local = useLocal()
  return (
    <Panel title={t('assessing.describe')}>
      <div className="k-duty-steps">
        {questionnaire.questions.map(({ id, text }) => {
          const name = id as 'description' | 'necessity' | 'views'
          return (
            <Textarea
              key={id}
              label={local(text)}
              value={typed[name]}
              error={needed(name)}
              autosize
              minRows={3}
              maxLength={textLimit}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
            />
          )
        })}
      </div>
    </Panel>
  )
}

function Triggers({ typed, set, questionnaire, needed }: PartProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const asked = questionnaire.triggers.map(({ id }) => id)
  const answer = (id: string, value: boolean) => set({ triggers: { ...typed.triggers, [id]: value } })
  return (
    <Panel title={t('assessing.triggers')}>
      <p className="k-sub k-duty-note">{t('assessing.triggersNote')}</p>
      {questionnaire.triggers.map(({ id, text }) => {
        const value = typed.triggers[id]
        const error = needed(`triggers/${id}`)
        return (
          <Radio.Group
            key={id}
            label={local(text)}
            error={error}
            value={value === undefined ? null : String(value)}
            onChange={(chosen) => answer(id, chosen === 'true')}
            data-open={error === undefined ? undefined : true}
            className="k-duty-trigger"
          >
            <span className="k-panel-actions">
              <Radio value="true" label={t('value.yes')} />
              <Radio value="false" label={t('value.no')} />
            </span>
          </Radio.Group>
        )
      })}
      {mayBeNeedless(typed, asked) ? (
        <Textarea
          mt="md"
          label={t('assessing.notNeeded')}
          description={t('assessing.notNeededNote')}
          value={typed.notNeeded}
          autosize
          minRows={2}
          maxLength={textLimit}
          onChange={(event) => set({ notNeeded: event.currentTarget.value })}
        />
      ) : null}
    </Panel>
  )
}

function Risks({ typed, set, questionnaire, needed }: PartProps) {
  const { t } = useTranslation()
  const change = (index: number, next: TypedRisk) =>
    set({ risks: typed.risks.map((risk, i) => (i === index ? next : risk)) })
  return (
    <Panel title={t('assessing.risks')}>
      <p className="k-sub k-duty-note">{t('assessing.risksNote')}</p>
      <div className="k-duty-steps">
        {typed.risks.map((risk, index) => (
          <RiskFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a risk has no identity but its place.
            key={index}
            {...{ risk, index, questionnaire }}
            error={needed(`risks/${index}`)}
            onChange={(next) => change(index, next)}
            onRemove={() => set({ risks: typed.risks.filter((_, i) => i !== index) })}
          />
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={typed.risks.length >= riskLimit}
            onClick={() => set({ risks: [...typed.risks, newRisk] })}
          >
            {t('assessing.addRisk')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
