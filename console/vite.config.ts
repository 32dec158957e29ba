import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `KIUNGO_API` is where `vite` in development finds a running Kiungo. */
const api = process.env.KIUNGO_API ?? 'http://127.0.0.1:4700'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/v1': api, '/ledger': api, '/openapi.json': api } },
})
