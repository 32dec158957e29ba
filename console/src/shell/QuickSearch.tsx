import { ActionIcon, Button, Combobox, Kbd, Modal, ScrollArea, TextInput, useCombobox } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Hit, useSearchHits } from './search-hits.ts'

/** One key finds any page, system, agreement, element or exchange number. */
export function QuickSearch() {
  const { t } = useTranslation()
  const [open, modal] = useDisclosure(false)
  useHotkeys([
    ['mod+K', modal.open],
    ['/', modal.open],
  ])
  return (
    <>
      <Button
        variant="default"
        className="k-search-button"
        onClick={modal.open}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">/</Kbd>}
        visibleFrom="sm"
      >
        {t('search.open')}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className="k-quiet"
        hiddenFrom="sm"
        onClick={modal.open}
        aria-label={t('search.open')}
      >
        <IconSearch size={19} aria-hidden />
      </ActionIcon>
      <Modal
        opened={open}
        onClose={modal.close}
        title={t('search.title')}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
        size="lg"
        yOffset="10vh"
      >
        <SearchBox onDone={modal.close} />
      </Modal>
    </>
  )
}

const hitKinds = ['page', 'agreement', 'system', 'partner', 'element', 'exchange', 'delivery', 'subscription'] as const

function SearchBox({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const hits = useSearchHits(text)
  const navigate = useNavigate()
  const combobox = useCombobox({ opened: true })
  const go = (hit: Hit | undefined) => {
    if (hit === undefined) return
    onDone()
    void navigate(hit.go)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={(key) => go(hits.find((hit) => hit.key === key))}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.selectFirstOption()
          }}
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah="50vh" mt="sm" type="auto">
        <Combobox.Options aria-label={t('search.results')}>
          {hits.length === 0 ? <Combobox.Empty>{t('search.nothing')}</Combobox.Empty> : null}
          {hitKinds
            .map((kind) => ({ kind, found: hits.filter((hit) => hit.kind === kind) }))
            .filter(({ found }) => found.length > 0)
            .map(({ kind, found }) => (
              <Combobox.Group key={kind} label={t(`search.kinds.${kind}`)}>
                {found.map((hit) => (
                  <Combobox.Option key={hit.key} value={hit.key}>
                    <span className="k-hit">
                      <span>{hit.name}</span>
                      <span className="k-hit-note">{hit.note}</span>
                    </span>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  )
}
