import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type RegisterSearch, registerQuery, registerTable } from '../../../api/compliance.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { saveFile } from '../../../parts/save-file.ts'

/** As the server writes it: a table in the reader's language, or the whole as JSON; both of what is filtered. */
export function RegisterExport({ filter }: { filter: RegisterSearch }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const exporting = useMutation({
    mutationFn: async (form: 'csv' | 'json') => {
      if (form === 'csv') return saveFile('register-of-processing.csv', 'text/csv', await registerTable(filter))
      const register = await client.fetchQuery(registerQuery(filter))
      return saveFile('register-of-processing.json', 'application/json', JSON.stringify(register, null, 2))
    },
  })
  return (
    <div>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={exporting.isPending} leftSection={<IconDownload size={16} aria-hidden />}>
            {t('exchanges.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => exporting.mutate('csv')}>{t('exchanges.csv')}</Menu.Item>
          <Menu.Item onClick={() => exporting.mutate('json')}>{t('exchanges.json')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {exporting.error === null ? null : <ProblemNotice fault={exporting.error} />}
    </div>
  )
}
