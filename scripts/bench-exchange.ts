// `npm run bench:exchange`
import '../bench/exchange.ts'
