import assert from 'node:assert/strict'
import { test } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { languages } from '../../src/kernel/language.ts'
import { newPage, openBrowser, signInAs, type Theme } from '../support/browser.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02
const narrowest = 360
const themes: readonly Theme[] = ['light', 'dark']
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test('every page is clean for assistive technology and fits a phone', async (t) => {
  const { url } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const pages = await addresses(browser, url)

  for (const theme of themes) {
    for (const language of languages) {
      await t.test(`axe finds nothing, ${theme}, ${language}`, async () => {
        const page = await newPage(browser, url, { theme, language })
        await page.goto('/sign-in')
        await page.locator('[data-username]').first().waitFor()
        const faults = await violations(page, '/sign-in')
        await signInAs(page, 'officer')
        for (const address of pages) {
          await settled(page, address)
          faults.push(...(await violations(page, address)))
        }
        await page.context().close()
        assert.deepEqual(faults, [])
      })
    }
  }

  await t.test('no page scrolls sideways at 360 pixels', async () => {
    const page = await newPage(browser, url, { width: narrowest, language: 'fr' })
    await signInAs(page, 'officer')
    for (const address of pages) {
      await settled(page, address)
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.ok(width <= narrowest, `${address} is ${width} pixels wide`)
    }
    await page.context().close()
  })
})

/** Every kind of page, with one exchange, agreement and element of each. */
async function addresses(browser: Browser, url: string): Promise<readonly string[]> {
  const page = await newPage(browser, url)
  await signInAs(page, 'officer', '/ask')
  await page.locator('[data-purpose="eligibility-verification"]').click()
  await page.locator('.k-stories button').first().click()
  await page.locator('.k-choice').first().click()
  await page.getByRole('button', { name: /^Ask these services/ }).click()
  const exchange = await page.locator('.k-source a[href^="/exchanges/"]').first().getAttribute('href')
  await page.goto('/agreements')
  const agreement = await page.locator('.k-table a[href^="/agreements/"]').first().getAttribute('href')
  await page.context().close()
  return [
    '/',
    '/?view=table',
    '/ask',
    '/ask?purpose=eligibility-verification',
    '/exchanges',
    '/exchanges?search=nothing-has-this-number-1',
    exchange ?? '',
    '/agreements',
    agreement ?? '',
    '/dictionary',
    '/dictionary/person.sex',
    '/code-lists',
    '/systems',
    '/no-such-page',
  ]
}

/** The address shown, its data there. */
async function settled(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

async function violations(page: Page, address: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(wcag).analyze()
  return found.map(({ id, nodes }) => `${address}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
