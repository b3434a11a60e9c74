import { dropLinks } from '../../../../lib/sync/captions/dropLinks';
import { dropSubscribeLines } from '../../../../lib/sync/captions/dropSubscribeLines';

test.each<[string, string]>([
	['Tea: https://x.example/tea?a=b#c', ''],
	['Hot tea https://x.example here', 'Hot tea here'],
	['a\nhttps://x.example\nb', 'a\nb'],
	['My cup 👉 https://x.example', ''],
	['👉️ www.x.example', ''],
	['- HTTP://X.EXAMPLE/', ''],
	['Read it (https://x.example/a_(b)).', 'Read it'],
	['Follow me: instagram.com/me', ''],
	['See youtu.be/abc, please', 'See please'],
	['On example.com and example.org', 'On and'],
	['write to me@example.com', 'write to me@example.com'],
	['Node.js v1.2 is 3.5/5, e.g. and/or', 'Node.js v1.2 is 3.5/5, e.g. and/or'],
	['動画https://x.example/a、次', '動画、次'],
	['Ingredients:\nhttps://x.example\n\nEnd', 'Ingredients:\n\nEnd'],
	['no link:', 'no link:'],
	['', ''],
])('%j without links is %j', (text, rest) => {
	expect(dropLinks(text)).toBe(rest);
});

test.each<[string, string]>([
	['Hot tea.\nSubscribe for more!\nBye', 'Hot tea.\nBye'],
	['Boil it. Please like & SUBSCRIBE! Then pour.', 'Boil it. Then pour.'],
	['🔔 Abonniert den Kanal', ''],
	['Suscríbete a mi canal', ''],
	['Inscreva-se no canal', ''],
	['Abonnez-vous !', ''],
	['Подпишись на канал', ''],
	['チャンネル登録お願いします', ''],
	['구독 부탁드려요', ''],
	['100 subscribers, thank you', '100 subscribers, thank you'],
	['How to unsubscribe', 'How to unsubscribe'],
	['#subscribe #tea', '#subscribe #tea'],
	['I subscribed to a magazine', 'I subscribed to a magazine'],
	['Sub-zero is cold', 'Sub-zero is cold'],
	['', ''],
])('%j without asking to subscribe is %j', (text, rest) => {
	expect(dropSubscribeLines(text)).toBe(rest);
});
