// What alex says of posts, for docs/comparison.md: one JSON object a hit, then the sums on standard error.
//   npm install alex@11.0.1
//   node alex_hits.mjs POSTS.jsonl [sureness]
// Each line of the file is a post with the keys `id` and `text`. Nothing of a post but the word itself is printed.
import {readFileSync} from 'node:fs'
import {markdown} from 'alex'

const [file, sureness = '0'] = process.argv.slice(2)
const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
let hits = 0
let posts = 0
for (const {id, text} of rows) {
  const {messages} = markdown(text.replace(/^\uFEFF/, ''), {profanitySureness: Number(sureness)})
  for (const {source, ruleId, actual, line} of messages) console.log(JSON.stringify({id, source, rule: ruleId, actual, line}))
  hits += messages.length
  posts += messages.length > 0
}
console.error(`${hits} hits in ${posts} of ${rows.length} posts`)
