import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { EstimatedRule } from '../../../../../../src/identity/drafts/schema.ts'
import { useFormat } from '../../../../parts/format.ts'
import { Mark } from '../../../../parts/StatusMark.tsx'
import { moved, withRuleColumns } from './draft.ts'
import { EditorSection } from './EditorSection.tsx'
import { useEditing, useFault } from './editing.ts'
import { AddButton, ColumnList, NumberInput, PlaceButtons } from './inputs.tsx'

const mostRules = 30
const mostColumns = 5

/** Which pairs are compared at all, with what each rule costs beside it. */
export function RulesSection() {
  const { t } = useTranslation()
  const { model, change, columns } = useEditing()
  const { rules } = model.blocking
  const error = useFault('/blocking/rules')
  const put = (next: typeof rules) => change({ ...model, blocking: { ...model.blocking, rules: next } })
  const add = () =>
    put(
      withRuleColumns(
        rules,
        rules.length,
        columns.slice(0, 1).map(({ name }) => name),
      ),
    )
  return (
    <EditorSection name="blocking" pointer="/blocking/rules" error={error}>
      <ol className="k-model-rules" hidden={rules.length === 0}>
        {rules.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is named by its columns, which are being chosen.
          <li key={place} data-pointer={`/blocking/rules/${place}`}>
            <RuleEditor place={place} onChange={put} />
          </li>
        ))}
      </ol>
      {rules.length >= mostRules ? null : <AddButton onAdd={add}>{t('modelling.addRule')}</AddButton>}
      <NumberInput
        at="/blocking/maxPairsPerBlock"
        step={1000}
        label={t('modelling.maxPairs')}
        note={t('modelling.maxPairsNote')}
      />
    </EditorSection>
  )
}

type Rules = ReturnType<typeof useEditing>['model']['blocking']['rules']

function RuleEditor({ place, onChange }: { readonly place: number; readonly onChange: (rules: Rules) => void }) {
  const { t } = useTranslation()
  const { model, columns, estimate } = useEditing()
  const { rules } = model.blocking
  const rule = rules[place]
  if (rule === undefined) return null
  const name = t('modelling.ruleNumber', { number: place + 1 })
  const cost = estimate?.rules.find(({ id }) => id === rule.id)
  return (
    <>
      <div className="k-model-rule">
        <ColumnList
          at={`/blocking/rules/${place}/columns`}
          label={t('modelling.sameIn', { rule: name })}
          most={mostColumns}
          value={rule.columns}
          columns={columns}
          onChange={(next) => onChange(withRuleColumns(rules, place, next))}
        />
        <PlaceButtons
          list="/blocking/rules"
          {...{ name, place }}
          of={rules.length}
          onMove={(by) => onChange(moved(rules, place, by))}
          onRemove={() => onChange(rules.toSpliced(place, 1))}
        />
      </div>
      <code className="k-code k-sub k-wrap">
        {rule.columns.map((column) => `l.${column} = r.${column}`).join(' AND ')}
      </code>
      {cost === undefined ? null : <RuleCost cost={cost} />}
    </>
  )
}

function RuleCost({ cost }: { readonly cost: EstimatedRule }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { pairs, fresh, largestBlock, shape, purged, warnings } = cost
  return (
    <div className="k-rule-cost">
      <p className="k-sub">
        {t('modelling.rulePairs', { pairs: format.number(pairs), fresh: format.number(fresh) })}{' '}
        {largestBlock < 2 ? '' : t('modelling.largestBlock', { records: format.number(largestBlock) })}{' '}
        {shape === undefined || shape === '' || largestBlock < 2 ? '' : t('modelling.writtenAs', { shape })}
      </p>
      {warnings.map((warning) => (
        <Mark key={warning} tone="warn" icon={IconAlertTriangle}>
          {t(`modelling.warning.${warning}`, {
            ...{ blocks: format.number(purged.blocks), records: format.number(purged.records) },
            pairs: format.number(purged.pairs),
          })}
        </Mark>
      ))}
    </div>
  )
}
