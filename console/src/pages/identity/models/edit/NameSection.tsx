import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../../../../src/kernel/language.ts'
import { languageNames } from '../../../../i18n.ts'
import { EditorSection } from './EditorSection.tsx'
import { useEditing } from './editing.ts'
import { WrittenInput } from './inputs.tsx'

export function NameSection() {
  const { t } = useTranslation()
  const { model, change } = useEditing()
  const { title: _, ...untitled } = model
  const title = { en: '', sw: '', fr: '', ...model.title }
  const put = (next: typeof title) =>
    change(Object.values(next).every((text) => text === '') ? untitled : { ...model, title: next })
  return (
    <EditorSection name="name">
      <WrittenInput
        at="/id"
        label={t('modelling.id')}
        note={t('modelling.idNote')}
        value={model.id}
        onWritten={(id) => change({ ...model, id })}
      />
      <div className="k-model-row">
        {languages.map((language) => (
          <TextInput
            key={language}
            lang={language}
            label={t('modelling.titleIn', { language: languageNames[language] })}
            value={title[language]}
            onChange={(event) => put({ ...title, [language]: event.currentTarget.value })}
          />
        ))}
      </div>
    </EditorSection>
  )
}
