import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../parts/format.ts'
import { useColumnWords } from '../condition-words.ts'
import { freeName, moved, withFieldNamed } from './draft.ts'
import { EditorSection } from './EditorSection.tsx'
import { useEditing, useFault } from './editing.ts'
import { AddButton, JoinedInput, PlaceButtons, WrittenInput } from './inputs.tsx'

const mostFields = 20

/** What is read, and what it means: the meaning decides how values are cleaned and what can be compared. */
export function FieldsSection() {
  const { t } = useTranslation()
  const { model, change } = useEditing()
  const error = useFault('/fields')
  const add = () => {
    const id = freeName(
      'field',
      model.fields.map((field) => field.id),
    )
    change({ ...model, fields: [...model.fields, { id, kind: 'text', from: [] }] })
  }
  return (
    <EditorSection name="fields" pointer="/fields" error={error}>
      {model.fields.map((_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field is told by its place while its name is being written.
        <FieldEditor key={place} place={place} />
      ))}
      {model.fields.length >= mostFields ? null : <AddButton onAdd={add}>{t('modelling.addField')}</AddButton>}
    </EditorSection>
  )
}

function FieldEditor({ place }: { readonly place: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useColumnWords()
  const { model, change, set, kinds, columns } = useEditing()
  const field = model.fields[place]
  if (field === undefined) return null
  const at = `/fields/${place}`
  const parts = columns.filter((column) => column.field === field.id).map(({ name }) => words(name))
  return (
    <fieldset className="k-fieldset" data-pointer={at}>
      <legend>{field.id === '' ? t('modelling.unnamed') : field.id}</legend>
      <PlaceButtons
        list="/fields"
        name={field.id}
        place={place}
        of={model.fields.length}
        onMove={(by) => change({ ...model, fields: moved(model.fields, place, by) })}
        onRemove={() => change({ ...model, fields: model.fields.toSpliced(place, 1) })}
      />
      <div className="k-model-row">
        <WrittenInput
          at={`${at}/id`}
          label={t('modelling.fieldName')}
          value={field.id}
          onWritten={(id) => change(withFieldNamed(model, place, id))}
        />
        <NativeSelect
          label={t('modelling.fieldKind')}
          value={field.kind}
          data-pointer={`${at}/kind`}
          data={kinds.map(({ kind }) => ({ value: kind, label: t(`fieldKinds.${kind}`) }))}
          onChange={(event) => set(`${at}/kind`, event.currentTarget.value)}
        />
        <JoinedInput at={`${at}/from`} label={t('modelling.fieldFrom')} />
      </div>
      <p className="k-sub">{t('modelling.fieldYields', { parts: format.list(parts) })}</p>
    </fieldset>
  )
}
