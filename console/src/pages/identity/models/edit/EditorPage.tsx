import '../../identity.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useIdInPath } from '../../../../address.ts'
import { modelQuery } from '../../../../api/identity.ts'
import { fieldKindsQuery } from '../../../../api/models.ts'
import { Guarded } from '../../../../parts/Forbidden.tsx'
import { Loaded } from '../../../../parts/Loaded.tsx'
import { useLocal } from '../../../../parts/local.ts'
import { Page } from '../../../../parts/Page.tsx'
import { useSession } from '../../../../session/session.ts'
import { blankModel, typedOf } from './draft.ts'
import { keptModelKey } from './kept.ts'
import { ModelEditor } from './ModelEditor.tsx'

const pageWidth = 1480

export function NewModelPage(): ReactNode {
  const { t } = useTranslation()
  const { session } = useSession()
  const kinds = useQuery(fieldKindsQuery)
  return (
    <Guarded permission="identity.run">
      <Page title={t('modelling.newTitle')} lead={<NewLead />} above={<Above />} width={pageWidth}>
        <Loaded query={kinds}>
          {(known) => (
            <ModelEditor
              keptAs={keptModelKey(session?.username ?? '', 'new')}
              initial={() => typedOf(blankModel())}
              base={undefined}
              kinds={known}
            />
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function NewLead() {
  const { t } = useTranslation()
  return (
    <>
      {t('modelling.newLead')} <Link to="/identity/models/wizard">{t('modelling.toWizard')}</Link>
    </>
  )
}

function Above() {
  const { t } = useTranslation()
  return (
    <Link to="/identity/models" className="k-above">
      {t('pages.models')}
    </Link>
  )
}

export function EditModelPage(): ReactNode {
  const { t } = useTranslation()
  const local = useLocal()
  const { session } = useSession()
  const digest = useIdInPath()
  const query = useQuery(modelQuery(digest))
  const kinds = useQuery(fieldKindsQuery)
  const model = query.data?.model
  const name = model === undefined ? '' : local(model.title) || model.id
  return (
    <Guarded permission="identity.run">
      <Page
        title={t('modelling.editTitle', { name })}
        lead={model === undefined ? undefined : t('modelling.editLead', { version: model.version })}
        above={<Above />}
        width={pageWidth}
      >
        <Loaded query={query}>
          {(base) => (
            <Loaded query={kinds}>
              {(known) => (
                <ModelEditor
                  keptAs={keptModelKey(session?.username ?? '', digest)}
                  initial={() => typedOf(base.model)}
                  base={base}
                  kinds={known}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}
