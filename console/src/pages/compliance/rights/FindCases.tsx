import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findCases } from '../../../api/compliance.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { CaseTable } from './CaseTable.tsx'

const numberLimit = 40

/** By the national number, which stays in the request and is kept nowhere. */
export function FindCases() {
  const { t } = useTranslation()
  const [open, dialog] = useDisclosure(false)
  const [number, setNumber] = useState('')
  const finding = useMutation({ mutationFn: () => findCases(number.trim()) })
  const close = () => {
    setNumber('')
    finding.reset()
    dialog.close()
  }
  return (
    <>
      <Button variant="default" leftSection={<IconSearch size={16} aria-hidden />} onClick={dialog.open}>
        {t('cases.find')}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        size="xl"
        title={t('cases.findTitle')}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
        classNames={{ title: 'k-dialog-title' }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (number.trim() !== '') finding.mutate()
          }}
        >
          <Stack gap="md">
            <TextInput
              label={t('cases.nationalId')}
              description={t('cases.nationalIdNote')}
              value={number}
              maxLength={numberLimit}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <Button type="submit" loading={finding.isPending} style={{ justifySelf: 'start' }}>
              {t('exchanges.searchNow')}
            </Button>
          </Stack>
        </form>
        {finding.error === null ? null : <ProblemNotice fault={finding.error} />}
        <div role="status">
          {finding.data === undefined ? null : (
            <p>{t(finding.data.length === 0 ? 'cases.foundNone' : 'cases.found', { number: finding.data.length })}</p>
          )}
        </div>
        {finding.data === undefined || finding.data.length === 0 ? null : (
          <CaseTable cases={finding.data} caption={t('cases.findTitle')} />
        )}
      </Modal>
    </>
  )
}
