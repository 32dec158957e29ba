import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { saveFile } from './save-file.ts'

interface ExportMenuProps<Row> {
  /** Of the file, without its ending. */
  readonly name: string
  readonly rows: readonly Row[]
  readonly toCsv: (rows: readonly Row[]) => string
}

/** The rows as they are shown, for a spreadsheet or a program. */
export function ExportMenu<Row>({ name, rows, toCsv }: ExportMenuProps<Row>) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={15} aria-hidden />}>
          {t('exchanges.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveFile(`${name}.csv`, 'text/csv', toCsv(rows))}>{t('exchanges.csv')}</Menu.Item>
        <Menu.Item onClick={() => saveFile(`${name}.json`, 'application/json', JSON.stringify(rows, null, 2))}>
          {t('exchanges.json')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
