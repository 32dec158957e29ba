// `npm run bench:dci`
import '../bench/dci.ts'
