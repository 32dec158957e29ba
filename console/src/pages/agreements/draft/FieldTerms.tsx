import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgreedField, Predicate } from '../../../../../src/agreements/schema.ts'
import { useNames } from '../../../parts/names.ts'
import { useEditing, usePlace } from './editing.ts'
import { NumberField, OptionalTextField, TextField } from './fields.tsx'

const forms = ['raw', 'yes-no', 'band', 'count', 'pseudonym', 'hash'] as const
const tests = ['is-present', 'equals', 'at-least', 'at-most', 'age-at-least', 'matches-question'] as const
const adult = 18

const firstPredicate: Readonly<Record<Predicate['test'], Predicate>> = {
  'is-present': { test: 'is-present' },
  equals: { test: 'equals', value: '' },
  'at-least': { test: 'at-least', value: '' },
  'at-most': { test: 'at-most', value: '' },
  'age-at-least': { test: 'age-at-least', years: adult },
  'matches-question': { test: 'matches-question' },
}

/** In which form a field leaves, and why it is needed. */
export function FieldTerms({ at, element }: { at: string; element: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const { set } = useEditing()
  const { value: field } = usePlace<AgreedField>(at)
  if (field === undefined) return null
  const name = names.element(element)
  // What belongs to another form goes with it.
  const choose = (release: AgreedField['release']) =>
    set(at, {
      element,
      release,
      justification: field.justification,
      ...(field.necessity && { necessity: field.necessity }),
    })
  return (
    <div className="k-field-terms">
      <NativeSelect
        label={t('drafting.form')}
        aria-label={t('drafting.formOf', { element: name })}
        value={field.release}
        data-pointer={`${at}/release`}
        onChange={(event) => choose(forms.find((form) => form === event.currentTarget.value) ?? 'raw')}
        data={forms.map((value) => ({ value, label: t(`forms.${value}`) }))}
      />
      <TextField at={`${at}/justification`} label={t('drafting.justification')} />
      {field.release === 'yes-no' ? <PredicateFields at={`${at}/predicate`} /> : null}
      {field.release === 'band' ? <BandEdges at={`${at}/bandEdges`} /> : null}
    </div>
  )
}

function PredicateFields({ at }: { at: string }) {
  const { t } = useTranslation()
  const { value: predicate, set } = usePlace<Predicate>(at)
  const test = predicate?.test ?? 'is-present'
  return (
    <>
      <NativeSelect
        label={t('drafting.question')}
        value={test}
        data-pointer={at}
        onChange={(event) => {
          const chosen = tests.find((one) => one === event.currentTarget.value) ?? 'is-present'
          set(firstPredicate[chosen])
        }}
        data={tests.map((value) => ({ value, label: t(`drafting.test.${value}`) }))}
      />
      {test === 'age-at-least' ? <NumberField at={`${at}/years`} label={t('drafting.years')} /> : null}
      {test === 'equals' || test === 'at-least' || test === 'at-most' ? (
        <OptionalTextField at={`${at}/value`} label={t('drafting.value')} />
      ) : null}
    </>
  )
}

/** Numbers in their order, typed with commas or spaces between them; kept as typed until they are numbers. */
function BandEdges({ at }: { at: string }) {
  const { t } = useTranslation()
  const { value: edges, set, error } = usePlace<number[]>(at)
  const [typed, setTyped] = useState(edges?.join(', ') ?? '')
  return (
    <TextInput
      label={t('drafting.edges')}
      description={t('drafting.edgesNote')}
      value={typed}
      error={error}
      data-pointer={at}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        const numbers = event.currentTarget.value
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(Number)
        set(numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : undefined)
      }}
    />
  )
}
