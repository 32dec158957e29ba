import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Service } from '../../../../../src/federation/schema.ts'
import { mappingsQuery, systemsQuery } from '../../../api/queries.ts'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { addedField } from './draft.ts'
import { useEditing, usePlace } from './editing.ts'
import { FieldTerms } from './FieldTerms.tsx'
import { NumberField } from './fields.tsx'
import { moved } from './lists.ts'
import { Section } from './sections.tsx'

type Offered = Omit<Service, 'operation'>

const recordsAtFirst = 1

/** Services of the provider, and what of each may be asked by and may leave. */
export function ServicesSection() {
  const { t } = useTranslation()
  const local = useLocal()
  const { draft, set } = useEditing()
  const { error } = usePlace('/services')
  const { data: systems = [] } = useQuery(systemsQuery)
  // What is ordered is an act of its own, with a permission of its own.
  const offered = systems
    .flatMap(({ services }) => services)
    .filter(({ member, conditions }) => member === draft.provider && conditions !== 'order')
  const left = offered.filter(({ id }) => !draft.services.some(({ service }) => service === id))
  const add = (id: string) => {
    const service = { service: id, askBy: [], fields: [], maxRecords: recordsAtFirst }
    if (id !== '') set('/services', [...draft.services, service])
  }
  return (
    <Section name="services">
      {draft.services.map(({ service }, index) => (
        <ServiceEditor key={service} index={index} offered={offered.find(({ id }) => id === service)} />
      ))}
      <NativeSelect
        label={t('drafting.addService')}
        description={draft.provider === '' ? t('drafting.providerFirst') : undefined}
        error={error}
        value=""
        disabled={left.length === 0}
        data-pointer="/services"
        onChange={(event) => add(event.currentTarget.value)}
        data={[
          { value: '', label: t('onboard.choose') },
          ...left.map(({ id, name }) => ({ value: id, label: local(name) })),
        ]}
      />
    </Section>
  )
}

function ServiceEditor({ index, offered }: { index: number; offered: Offered | undefined }) {
  const { t } = useTranslation()
  const names = useNames()
  const { draft, set } = useEditing()
  const at = `/services/${index}`
  const service = draft.services[index]
  if (service === undefined) return null
  return (
    <fieldset className="k-fieldset" data-pointer={at}>
      <legend>{names.service(service.service)}</legend>
      <AskBy at={`${at}/askBy`} offered={offered} />
      <Fields index={index} mapping={offered?.mapping} />
      <NumberField at={`${at}/maxRecords`} label={t('drafting.maxRecords')} />
      <div className="k-panel-actions">
        {([-1, 1] as const).map((step) => (
          <Button
            key={step}
            size="compact-sm"
            variant="default"
            disabled={draft.services[index + step] === undefined}
            onClick={() => set('/services', moved(draft.services, index, index + step))}
          >
            {t(step < 0 ? 'lists.up' : 'lists.down', { item: names.service(service.service) })}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => set('/services', draft.services.toSpliced(index, 1))}
        >
          {t('drafting.removeService')}
        </Button>
      </div>
    </fieldset>
  )
}

function AskBy({ at, offered }: { at: string; offered: Offered | undefined }) {
  const { t } = useTranslation()
  const names = useNames()
  const { value = [], set, error } = usePlace<string[]>(at)
  const elements = [...new Set([...(offered?.askBy.flat() ?? []), ...value])]
  return (
    <Checkbox.Group
      label={t('drafting.askBy')}
      description={t('drafting.askByNote')}
      {...{ value, error }}
      onChange={set}
      data-pointer={at}
    >
      <div className="k-choices">
        {elements.map((element) => (
          <Checkbox key={element} value={element} label={names.element(element)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** Every element that the service's mapping brings into the dictionary; those taken have their terms beside them. */
function Fields({ index, mapping }: { index: number; mapping: string | undefined }) {
  const { t } = useTranslation()
  const names = useNames()
  const { draft, set } = useEditing()
  const at = `/services/${index}/fields`
  const { error } = usePlace(at)
  const { data: mappings = [] } = useQuery(mappingsQuery)
  const fields = draft.services[index]?.fields ?? []
  const known = mappings.find(({ id }) => id === mapping)?.fields.map(({ element }) => element) ?? []
  const elements = [...new Set([...known, ...fields.map(({ element }) => element)])]
  const toggle = (element: string, place: number) =>
    set(at, place === -1 ? [...fields, addedField(element, fields)] : fields.toSpliced(place, 1))
  return (
    <fieldset className="k-fieldset k-draft-fields" data-pointer={at}>
      <legend>{t('drafting.fields')}</legend>
      <p className="k-sub">{t('drafting.fieldsNote')}</p>
      {error === undefined ? null : <p className="k-field-error">{error}</p>}
      {elements.map((element) => {
        const place = fields.findIndex((field) => field.element === element)
        const classification = names.elementOf(element)?.classification
        return (
          <div key={element} className="k-draft-field">
            <Checkbox
              checked={place !== -1}
              onChange={() => toggle(element, place)}
              label={
                <>
                  {names.element(element)}{' '}
                  {classification === undefined ? null : (
                    <span className="k-tag" data-tone={classification}>
                      {t(`classifications.${classification}`)}
                    </span>
                  )}
                </>
              }
            />
            {place === -1 ? null : <FieldTerms at={`${at}/${place}`} element={element} />}
          </div>
        )
      })}
    </fieldset>
  )
}
