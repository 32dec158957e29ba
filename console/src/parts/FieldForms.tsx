import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AgreedField, ReleaseForm } from '../../../src/agreements/schema.ts'
import { usePredicateText } from './FieldValue.tsx'
import { useFormat } from './format.ts'
import { useNames } from './names.ts'

interface FieldFormsProps {
  readonly fields: readonly (AgreedField | { readonly element: string; readonly release: ReleaseForm })[]
}

/** Fields with the form they leave in and how much harm their disclosure could do. */
export function FieldForms({ fields }: FieldFormsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const predicateOf = usePredicateText()
  const format = useFormat()
  return (
    <ul className="k-fields">
      {fields.map((field) => {
        const agreed = 'justification' in field ? field : undefined
        const { classification, unit } = names.elementOf(field.element) ?? {}
        return (
          <li key={field.element}>
            <span className="k-field-name">
              <Link to="/dictionary/$id" params={{ id: field.element }}>
                {names.element(field.element)}
              </Link>
              {agreed === undefined ? null : <span className="k-sub k-field-why">{agreed.justification}</span>}
            </span>
            <span className="k-field-form">
              <span className="k-tag">{t(`forms.${field.release}`)}</span>
              {classification === undefined ? null : (
                <span className="k-tag" data-tone={classification}>
                  {t(`classifications.${classification}`)}
                </span>
              )}
              {agreed?.predicate === undefined ? null : <span className="k-sub">{predicateOf(agreed)}</span>}
              {agreed?.bandEdges === undefined ? null : (
                <span className="k-sub">
                  {t('forms.edges', { edges: agreed.bandEdges.map((edge) => format.quantity(edge, unit)).join(' · ') })}
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
