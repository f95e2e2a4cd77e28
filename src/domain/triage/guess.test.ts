import { expect, test } from 'vitest'
import { firstWords, GUESS_TOPICS, GuessWordsBody, guessTopics, newGuesses, trialSays } from './guess.ts'
import { DISPUTE_TYPES } from './types.ts'

const list = firstWords()
const first = (text: string) => guessTopics(text, list)[0]?.topic

/** Told in our own words, one a topic at least. */
const TOLD: [text: string, topic: string][] = [
  ['他天天喝酒打牌，我要离婚，彩礼他家要我全退。', 'family'],
  ['隔壁把院墙砌到我窗户跟前，屋里采光全没了。', 'neighbour'],
  ['房东不退押金，还说租房合同没到期。', 'house'],
  ['货款给了定金，对方到期不供货，要他付违约金。', 'contract'],
  ['他前年打了借条借走三万，利息都没给过。', 'loan'],
  ['三个人合伙开的农机合作社，股东要退股分红。', 'business'],
  ['路过他家门口被狗咬伤，打针的钱他不赔。', 'harm'],
  ['承包地被他家占了两垄，说山林是祖上开荒的。', 'land'],
  ['征地的补偿款还没发下来，安置也没说法。', 'expropriation'],
  ['养猪场的污水排到河里，臭气熏天。', 'pollution'],
  ['包工头跑了，工地上十几个农民工的工钱没结。', 'wages'],
  ['公司没签劳动合同，辞退也不给经济补偿，社保没交。', 'labour'],
  ['跟团旅游，导游硬要我们进店买东西，旅行社不管。', 'travel'],
  ['网购的衣服不对版，卖家不让退货，客服不理。', 'online'],
  ['超市买的奶粉过了保质期，商家不认。', 'consumer'],
  ['手术以后一直疼，医院说不是误诊。', 'medical'],
  ['骑电动车被车撞，交警认定对方全责，保险公司只赔一半。', 'traffic'],
  ['物业公司电梯坏了不修，业主不交物业费就停水。', 'property'],
  ['他家仿冒我注册的商标卖酒。', 'ip'],
  ['有人打电话诈骗，我已经去派出所报案。', 'police'],
  ['想咨询户口迁移怎么办理。', 'other'],
]

test('each topic is guessed first from words a villager would use', () => {
  expect(TOLD.filter(([text, topic]) => first(text) !== topic).map(([text]) => [text, first(text)])).toEqual([])
  expect(new Set(TOLD.map(([, topic]) => topic))).toEqual(new Set(Object.keys(GUESS_TOPICS)))
})

test('every reported type but those network and other have a topic, and each topic is a type', () => {
  const types = new Set<string>(Object.values(GUESS_TOPICS).map(({ type }) => type))
  expect(Object.keys(DISPUTE_TYPES).filter((type) => !types.has(type))).toEqual(['M18'])
})

test('a guess says by which words, at most three are shown, and words nobody listed say nothing', () => {
  expect(guessTopics('借条上写了利息', list)[0]).toEqual({ topic: 'loan', points: 5, words: ['借条', '利息'] })
  expect(guessTopics(TOLD.map(([text]) => text).join(''), list)).toHaveLength(3)
  expect(guessTopics('嗯嗯哦哦', list)).toEqual([])
  expect(guessTopics('', list)).toEqual([])
})

test('a word counts once however often it is said, and a longer one swallows the shorter inside it', () => {
  const words = [
    { topic: 'land' as const, word: '承包地', weight: 3 },
    { topic: 'land' as const, word: '地', weight: 1 },
  ]
  expect(guessTopics('承包地，承包地，还是承包地', words)).toEqual([{ topic: 'land', points: 3, words: ['承包地'] }])
})

test('a word that speaks against a topic takes it away', () => {
  const words = [
    { topic: 'harm' as const, word: '受伤', weight: 2 },
    { topic: 'harm' as const, word: '工伤认定', weight: -3 },
  ]
  expect(guessTopics('受伤以后做了工伤认定', words)).toEqual([])
})

test('equal text and equal list give equal guesses, whatever order the list comes in', () => {
  const told = TOLD.map(([text]) => text).join('')
  expect(guessTopics(told, [...list].reverse()).map(({ topic, points }) => [topic, points])).toEqual(
    guessTopics(told, list).map(({ topic, points }) => [topic, points]),
  )
})

test('the list a county starts with is one that it could have sent itself', () => {
  expect(GuessWordsBody.safeParse({ words: list }).error?.issues.slice(0, 3)).toBeUndefined()
})

test('a list with the same word twice for one topic is refused in words', () => {
  const twice = { topic: 'land', word: '地界', weight: 2 }
  expect(GuessWordsBody.safeParse({ words: [twice, twice] }).error?.issues[0]?.message).toBe(
    '“地界”在“山林土地”里写了两次，请只留一个。',
  )
})

test('a trial names the texts whose first guess becomes another', () => {
  const without = list.filter(({ topic }) => topic !== 'loan')
  const texts = [{ text: '他写了借条没给我' }, { text: '要离婚' }]
  expect(newGuesses(texts, list, without)).toEqual([{ of: texts[0], before: '借钱不还', after: '猜不出' }])
  expect(trialSays(200, 7)).toBe('过去 200 件里会改变 7 件的第一猜测。')
})
