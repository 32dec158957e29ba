import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../../parts/save-file.ts'
import { type Model, modelOfText } from './draft.ts'
import { EditorSection } from './EditorSection.tsx'
import { useEditing } from './editing.ts'

const indent = 2

/** The model as a document: to keep, to send, to bring from elsewhere. */
export function JsonSection({ onBring }: { readonly onBring: (model: Model) => void }) {
  const { t } = useTranslation()
  const { model } = useEditing()
  const written = JSON.stringify(model, null, indent)
  const [text, setText] = useState<string>()
  const [wrong, setWrong] = useState(false)
  const take = (from: string) => {
    const taken = modelOfText(from)
    setWrong(taken === undefined)
    if (taken === undefined) return setText(from)
    setText(undefined)
    onBring(taken)
  }
  const bring = async (file: File | undefined) => {
    if (file !== undefined) take(await file.text())
  }
  return (
    <EditorSection name="json">
      <details>
        <summary>{t('modelling.showJson')}</summary>
        <div className="k-model-body">
          <Textarea
            label={t('modelling.json')}
            autosize
            maxRows={24}
            spellCheck={false}
            value={text ?? written}
            error={wrong ? t('modelling.jsonWrong') : undefined}
            classNames={{ input: 'k-json' }}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className="k-form-buttons">
            <label className="k-file">
              {t('modelling.bringFile')}
              <input
                type="file"
                accept="application/json,.json"
                onChange={(event) => void bring(event.currentTarget.files?.[0])}
              />
            </label>
            <Button
              variant="default"
              onClick={() => saveFile(`${model.id || 'model'}.json`, 'application/json', written)}
            >
              {t('modelling.saveFile')}
            </Button>
            <Button
              variant="default"
              disabled={text === undefined || text === written}
              onClick={() => take(text ?? '')}
            >
              {t('modelling.takeJson')}
            </Button>
          </div>
        </div>
      </details>
    </EditorSection>
  )
}
