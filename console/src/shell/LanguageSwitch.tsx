import { Button, Menu, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/kernel/language.ts'
import { currentLanguage, languageNames, switchLanguage } from '../i18n.ts'

export function LanguageSwitch() {
  const { t } = useTranslation()
  const current = currentLanguage()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className="k-quiet"
          leftSection={<IconLanguage size={18} stroke={1.7} aria-hidden />}
        >
          <VisuallyHidden>{`${t('shell.language')}: ${languageNames[current]} `}</VisuallyHidden>
          {current.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('shell.language')}>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void switchLanguage(language)}
            rightSection={language === current ? <IconCheck size={16} aria-label={t('shell.selected')} /> : null}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
