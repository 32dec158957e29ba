import { Checkbox, MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { useEditing, usePlace } from './editing.ts'
import { CheckField, ChoiceField, DayField, NumberField, OptionalTextField, PeriodField, TextField } from './fields.tsx'
import { ListEditor, WordList } from './ListEditor.tsx'
import { AssessmentChoice, CostClause, HoursClause } from './optional-clauses.tsx'
import { Section } from './sections.tsx'

type Clause = 'conditions' | 'retention' | 'security' | 'serviceLevel' | 'review' | 'impactAssessment' | 'breach'

/** A clause that the text does not have is not begun by a single field: it comes whole, from the library. */
function useHas(): (clause: Clause) => boolean {
  const { draft } = useEditing()
  return (clause) => draft[clause] !== undefined
}

function NoClause() {
  const { t } = useTranslation()
  return <p className="k-sub">{t('drafting.noClause')}</p>
}

export function ConditionsSection() {
  const { t } = useTranslation()
  const has = useHas()
  return (
    <Section name="conditions">
      {has('conditions') ? (
        <>
          <CheckField at="/conditions/caseReferenceRequired" label={t('drafting.caseReference')} />
          <CheckField at="/conditions/commercialUse" label={t('drafting.commercialUse')} />
          <CheckField at="/conditions/reidentification" label={t('drafting.reidentification')} />
          <NumberField at="/conditions/perUserPerDay" label={t('drafting.perUser')} note={t('drafting.noLimitNote')} />
          <WordList
            at="/conditions/recipientRoles"
            label={t('drafting.roles')}
            note={t('drafting.rolesNote')}
            item={(number) => t('drafting.roleNumber', { number })}
            add={t('drafting.addRole')}
          />
          <WordList
            at="/conditions/linkage"
            label={t('drafting.linkage')}
            note={t('drafting.linkageNote')}
            item={(number) => t('drafting.linkageNumber', { number })}
            add={t('drafting.addLinkage')}
          />
          <HoursClause />
        </>
      ) : (
        <NoClause />
      )}
    </Section>
  )
}

export function LimitsSection() {
  const { t } = useTranslation()
  return (
    <Section name="limits">
      <div className="k-draft-row">
        <NumberField at="/volume/perMinute" label={t('drafting.perMinute')} />
        <NumberField at="/volume/perDay" label={t('drafting.perDay')} />
        <NumberField at="/volume/perMonth" label={t('drafting.perMonth')} />
      </div>
    </Section>
  )
}

/** The duties that agreements of the country have, to take or leave. */
export function DutiesSection({ agreements }: { agreements: readonly Agreement[] }) {
  const { t } = useTranslation()
  const local = useLocal()
  const { draft, set } = useEditing()
  const library = [...draft.obligations, ...agreements.flatMap(({ obligations }) => obligations)]
  const byCode = new Map(library.map((duty) => [duty.code, duty]).toReversed() as [string, (typeof library)[number]][])
  return (
    <Section name="duties">
      <Checkbox.Group
        label={t('agreement.duties')}
        data-pointer="/obligations"
        value={draft.obligations.map(({ code }) => code)}
        onChange={(codes) =>
          set(
            '/obligations',
            codes.flatMap((code) => byCode.get(code) ?? []),
          )
        }
      >
        <div className="k-choices">
          {[...byCode.values()].map(({ code, text }) => (
            <Checkbox key={code} value={code} label={local(text)} />
          ))}
        </div>
      </Checkbox.Group>
    </Section>
  )
}

const starts = ['receipt', 'decision', 'end-of-enrolment', 'end-of-agreement'] as const
const endings = ['delete', 'anonymise', 'return'] as const
const units = ['D', 'W', 'M', 'Y'] as const

const firstRule: NonNullable<Agreement['retention']>[number] = { period: 'P90D', from: 'receipt', action: 'delete' }
const rulesLimit = 50

export function RetentionSection() {
  const { t } = useTranslation()
  return (
    <Section name="retention">
      <ListEditor
        at="/retention"
        label={t('drafting.rules')}
        item={(number) => t('drafting.rule', { number })}
        add={t('drafting.addRule')}
        initial={firstRule}
        atMost={rulesLimit}
      >
        {(place) => <RetentionRule at={place} />}
      </ListEditor>
    </Section>
  )
}

function RetentionRule({ at }: { at: string }) {
  const { t } = useTranslation()
  return (
    <>
      <RuleElements at={`${at}/elements`} />
      <div className="k-draft-row">
        <PeriodField
          at={`${at}/period`}
          label={t('drafting.keptFor')}
          units={units.map((value) => ({ value, label: t(`drafting.unit.${value}`) }))}
        />
        <ChoiceField
          at={`${at}/from`}
          label={t('drafting.countedFrom')}
          options={starts.map((value) => ({ value, label: t(`drafting.start.${value}`) }))}
        />
        <ChoiceField
          at={`${at}/action`}
          label={t('drafting.thenIs')}
          options={endings.map((value) => ({ value, label: t(`drafting.ending.${value}`) }))}
        />
        <NumberField at={`${at}/proofWithinDays`} label={t('drafting.proofDays')} />
      </div>
    </>
  )
}

/** Which of the agreed fields the rule is for; without any, for all that no other rule names. */
function RuleElements({ at }: { at: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const { draft } = useEditing()
  const { value = [], set, error } = usePlace<string[]>(at)
  const agreed = draft.services.flatMap(({ fields }) => fields.map(({ element }) => element))
  return (
    <MultiSelect
      label={t('drafting.ruleElements')}
      description={t('drafting.ruleElementsNote')}
      data={[...new Set([...agreed, ...value])].map((id) => ({ value: id, label: `${names.element(id)} (${id})` }))}
      value={value}
      error={error}
      data-pointer={at}
      onChange={(chosen) => set(chosen.length === 0 ? undefined : chosen)}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('search.nothing')}
    />
  )
}

export function SafeguardsSection() {
  const { t } = useTranslation()
  const has = useHas()
  return (
    <Section name="safeguards">
      <AssessmentChoice />
      {has('impactAssessment') ? (
        <div className="k-draft-row">
          <OptionalTextField
            at="/impactAssessment/approvedOn"
            type="date"
            label={t('drafting.assessed')}
            note={t('drafting.assessedNote')}
          />
          <OptionalTextField at="/impactAssessment/earliestStart" type="date" label={t('drafting.earliestStart')} />
        </div>
      ) : (
        <NoClause />
      )}
      {has('security') ? (
        <>
          <ChoiceField
            at="/security/transport"
            label={t('drafting.transport')}
            options={[
              { value: 'tls', label: t('drafting.transports.tls') },
              { value: 'mutual-tls', label: t('drafting.transports.mutual-tls') },
            ]}
          />
          <CheckField at="/security/payloadEncryption" label={t('drafting.payloadEncryption')} />
          <TextField at="/security/baseline" label={t('drafting.baseline')} />
        </>
      ) : null}
      {has('breach') ? <NumberField at="/breach/noticeHours" label={t('drafting.breachHours')} /> : null}
    </Section>
  )
}

export function LevelSection() {
  const { t } = useTranslation()
  const has = useHas()
  return (
    <Section name="level">
      {has('serviceLevel') ? (
        <div className="k-draft-row">
          <NumberField at="/serviceLevel/availabilityPercent" label={t('drafting.availability')} />
          <NumberField at="/serviceLevel/latencyP95Ms" label={t('drafting.latency')} />
          <NumberField at="/serviceLevel/changeNoticeDays" label={t('drafting.changeNotice')} />
          <TextField at="/serviceLevel/supportHours" label={t('drafting.supportHours')} />
        </div>
      ) : (
        <NoClause />
      )}
      <CostClause />
    </Section>
  )
}

export function DatesSection() {
  const { t } = useTranslation()
  const has = useHas()
  return (
    <Section name="dates">
      <div className="k-draft-row">
        <DayField at="/validFrom" label={t('drafting.validFrom')} />
        <DayField at="/validUntil" label={t('drafting.validUntil')} />
        {has('review') ? (
          <DayField at="/review/next" label={t('drafting.nextReview')} note={t('drafting.nextReviewNote')} />
        ) : null}
      </div>
    </Section>
  )
}
