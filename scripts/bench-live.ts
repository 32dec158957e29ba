// `npm run bench:live`
import '../bench/live.ts'
