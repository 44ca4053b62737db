// What the console says, in the languages it speaks.

import {textsChosen} from './languages.mjs';

const english = {
  title: 'Agent console', offerTitle: 'Offer – Agent console', agent: 'Agent',
  token: 'Token or secret',
  signIn: 'Sign in', pickLanguage: 'Language', makeAvailable: 'Available', goAway: 'Away',
  awayReason: 'Reason for being away', break: 'Break', lunch: 'Lunch', training: 'Training',
  askColleague: 'Ask a colleague', offers: 'Offers', dialogues: 'Dialogues',
  nobody: 'No dialogue is open.', pageCode: 'Code of the page in question',
  questionLabel: 'Question to the colleague', cancel: 'Cancel',
  who: (agent, place, chats) => `${agent} · ${place} · up to ${chats} at once`,
  states: {
    offline: 'Offline', away: 'Away', available: 'Available', offered: 'Offered', busy: 'Busy',
    'wrap-up': 'Wrap-up',
  },
  connecting: 'Connecting…', lost: 'The connection is lost. Trying again…',
  unconnected: 'There is no connection at the moment.',
  closed: {
    1013: 'There is no room at the moment.',
    4401: 'Name, token or secret is not valid, or the session is over.',
    4409: 'This session goes on in another window.',
    other: 'There is no connection to the consult server.',
  },
  refusals: {
    'unknown-code': 'No page with this code is served here.',
    'no-offer': 'The offer is over.', 'no-dialogue': 'That dialogue is over.',
    'not-yours': 'Only who answers the customer may do this.',
    'already-asked': 'A colleague has been asked already.',
    'no-room': 'No more can be asked at the moment.', 'no-reader': 'That reader is gone.',
    'already-invited': 'That reader is invited already.',
    'not-free': 'You are away, or have no room for another dialogue.',
  },
  customerAsks: 'A customer asks', colleagueAsks: name => `${name} asks for help`,
  offerFacts: (language, number, seconds, from) =>
    `${language} · ${number} · waited ${seconds} s · from ${from}`,
  accept: 'Accept', decline: 'Decline', seconds: n => `${n} s`,
  ended: {
    customer: 'The customer has ended the dialogue.', agent: 'The dialogue is over.',
    lost: 'The other side was lost.', closing: 'The server closes.',
    meanwhile: 'The dialogue ended while there was no connection.',
  },
  customer: 'Customer', you: 'You', unread: n => `${n} new`,
  facts: {
    language: 'Language', document: 'Document', code: 'Code', from: 'From', waited: 'Waited',
  },
  leave: 'Leave', end: 'End', help: 'Help…', transfer: 'Transfer…', close: 'Close',
  wrapUpDone: 'Wrap-up done', wrapUpLeft: n => ` Wrap-up: ${n} s`,
  reads: page => `Customer reads ${page}`, noPage: 'No page is known.',
  joined: name => `${name} is here.`, left: name => `${name} has left.`, pending: 'on its way',
  customersPage: 'The customer’s page', log: 'Dialogue', message: 'Your message', send: 'Send',
  full: 'Too much is still on its way. Try again in a moment.',
  requests: {
    help: {
      title: 'Ask a colleague', send: 'Ask',
      about: 'Whoever knows this page best is asked to join.',
    },
    transfer: {
      title: 'Give the customer away', send: 'Transfer',
      about: 'The customer goes to the head of the line of this page’s agents.',
    },
  },
  colleagues: 'Who could answer', noColleague: 'Nobody is there who could answer.',
  match: percent => `match ${percent} %`, free: n => n === 1 ? 'room for 1' : `room for ${n}`,
  readers: 'Being read now', noReader: 'Nobody reads a page that you answer.',
  readersShown: (shown, count) => shown < count ? `${shown} of ${count}` : `${count}`,
  readFor: minutes => minutes < 1 ? 'less than a minute' : `${minutes} min`,
  invite: 'Invite', invitedBy: name => `invited by ${name}`,
  invitations: {
    accepted: 'Your invitation was accepted.', declined: 'Your invitation was declined.',
    expired: 'Your invitation was not answered.', left: 'The reader you invited has left.',
  },
};

const korean = {
  title: '상담원 콘솔', offerTitle: '상담 요청 – 상담원 콘솔', agent: '상담원', token: '토큰 또는 비밀번호',
  signIn: '로그인', pickLanguage: '언어', makeAvailable: '상담 가능', goAway: '자리 비움',
  awayReason: '자리를 비우는 이유', break: '휴식', lunch: '식사', training: '교육',
  askColleague: '동료에게 묻기', offers: '상담 요청', dialogues: '상담',
  nobody: '진행 중인 상담이 없습니다.', pageCode: '문의할 페이지의 코드',
  questionLabel: '동료에게 물어볼 내용', cancel: '취소',
  who: (agent, place, chats) => `${agent} · ${place} · 동시 상담 ${chats}건까지`,
  states: {
    offline: '로그아웃', away: '자리 비움', available: '상담 가능', offered: '요청 받음',
    busy: '상담 중', 'wrap-up': '후처리',
  },
  connecting: '연결 중입니다…', lost: '연결이 끊어졌습니다. 다시 연결하는 중입니다…',
  unconnected: '지금은 연결되어 있지 않습니다.',
  closed: {
    1013: '지금은 접속할 수 없습니다.',
    4401: '이름, 토큰 또는 비밀번호가 올바르지 않거나 세션이 끝났습니다.',
    4409: '이 세션은 다른 창에서 계속되고 있습니다.',
    other: '상담 서버에 연결되어 있지 않습니다.',
  },
  refusals: {
    'unknown-code': '이 코드의 페이지는 여기에 없습니다.',
    'no-offer': '상담 요청이 끝났습니다.', 'no-dialogue': '그 상담은 끝났습니다.',
    'not-yours': '고객과 상담하는 상담원만 할 수 있습니다.',
    'already-asked': '이미 동료에게 물어보았습니다.',
    'no-room': '지금은 더 물어볼 수 없습니다.', 'no-reader': '그 방문자는 떠났습니다.',
    'already-invited': '이미 상담을 권한 방문자입니다.',
    'not-free': '자리를 비웠거나 더 상담할 여유가 없습니다.',
  },
  customerAsks: '고객 문의', colleagueAsks: name => `${name} 님이 도움을 요청합니다`,
  offerFacts: (language, number, seconds, from) =>
    `${language} · ${number} · 대기 ${seconds}초 · ${from}`,
  accept: '수락', decline: '거절', seconds: n => `${n}초`,
  ended: {
    customer: '고객이 상담을 종료했습니다.', agent: '상담이 종료되었습니다.',
    lost: '상대방의 연결이 끊어졌습니다.', closing: '서버가 종료됩니다.',
    meanwhile: '연결이 끊어진 동안 상담이 종료되었습니다.',
  },
  customer: '고객', you: '나', unread: n => `새 메시지 ${n}`,
  facts: {language: '언어', document: '문서', code: '코드', from: '주소', waited: '대기'},
  leave: '나가기', end: '종료', help: '도움 요청…', transfer: '넘기기…', close: '닫기',
  wrapUpDone: '후처리 완료', wrapUpLeft: n => ` 후처리: ${n}초`,
  reads: page => `고객이 보는 페이지: ${page}`, noPage: '알려진 페이지가 없습니다.',
  joined: name => `${name} 님이 들어왔습니다.`, left: name => `${name} 님이 나갔습니다.`,
  pending: '전송 중', customersPage: '고객이 보는 페이지', log: '대화 내용', message: '메시지',
  send: '보내기', full: '아직 전송 중인 메시지가 많습니다. 잠시 후 다시 보내 주세요.',
  requests: {
    help: {
      title: '동료에게 묻기', send: '묻기',
      about: '이 페이지를 가장 잘 아는 동료에게 참여를 요청합니다.',
    },
    transfer: {
      title: '고객 넘기기', send: '넘기기',
      about: '고객은 이 페이지를 맡은 상담원들의 대기열 맨 앞에 서게 됩니다.',
    },
  },
  colleagues: '답할 수 있는 동료', noColleague: '지금 답할 수 있는 동료가 없습니다.',
  match: percent => `적합도 ${percent}%`, free: n => `여유 ${n}건`,
  readers: '지금 보고 있는 페이지', noReader: '맡은 페이지를 보고 있는 방문자가 없습니다.',
  readersShown: (shown, count) => shown < count ? `${count}명 중 ${shown}명` : `${count}명`,
  readFor: minutes => minutes < 1 ? '1분 미만' : `${minutes}분`,
  invite: '상담 권하기', invitedBy: name => `${name} 님이 권함`,
  invitations: {
    accepted: '방문자가 상담을 수락했습니다.', declined: '방문자가 상담을 사양했습니다.',
    expired: '방문자가 응답하지 않았습니다.', left: '상담을 권한 방문자가 떠났습니다.',
  },
};

const japanese = {
  title: '担当者コンソール', offerTitle: '相談の依頼 – 担当者コンソール', agent: '担当者',
  token: 'トークンまたはシークレット', signIn: 'ログイン', pickLanguage: '言語', makeAvailable: '対応可能',
  goAway: '離席', awayReason: '離席の理由', break: '休憩', lunch: '食事', training: '研修',
  askColleague: '同僚に聞く', offers: '相談の依頼', dialogues: '相談',
  nobody: '進行中の相談はありません。', pageCode: '対象ページのコード',
  questionLabel: '同僚への質問', cancel: 'キャンセル',
  who: (agent, place, chats) => `${agent} · ${place} · 同時に${chats}件まで`,
  states: {
    offline: 'ログアウト', away: '離席中', available: '対応可能', offered: '依頼あり',
    busy: '相談中', 'wrap-up': '後処理',
  },
  connecting: '接続しています…', lost: '接続が切れました。再接続しています…',
  unconnected: 'ただいま接続されていません。',
  closed: {
    1013: 'ただいま接続できません。',
    4401: '名前、トークンまたはシークレットが正しくないか、セッションが終了しています。',
    4409: 'このセッションは別のウィンドウで続いています。',
    other: '相談サーバーに接続されていません。',
  },
  refusals: {
    'unknown-code': 'このコードのページはここにはありません。',
    'no-offer': '依頼は終了しました。', 'no-dialogue': 'その相談は終了しました。',
    'not-yours': 'お客様の担当者だけができる操作です。',
    'already-asked': 'すでに同僚に聞いています。',
    'no-room': 'ただいまこれ以上は聞けません。', 'no-reader': 'その閲覧者はもういません。',
    'already-invited': 'すでにご案内している閲覧者です。',
    'not-free': '離席中か、これ以上相談を受けられません。',
  },
  customerAsks: 'お客様からの質問', colleagueAsks: name => `${name}さんが助けを求めています`,
  offerFacts: (language, number, seconds, from) =>
    `${language} · ${number} · 待ち時間${seconds}秒 · ${from}`,
  accept: '受ける', decline: '断る', seconds: n => `${n}秒`,
  ended: {
    customer: 'お客様が相談を終了しました。', agent: '相談は終了しました。',
    lost: '相手の接続が切れました。', closing: 'サーバーが停止します。',
    meanwhile: '接続が切れている間に相談が終了しました。',
  },
  customer: 'お客様', you: '自分', unread: n => `新着${n}件`,
  facts: {language: '言語', document: '文書', code: 'コード', from: '接続元', waited: '待ち時間'},
  leave: '退出', end: '終了', help: '助けを求める…', transfer: '引き継ぐ…', close: '閉じる',
  wrapUpDone: '後処理完了', wrapUpLeft: n => ` 後処理：${n}秒`,
  reads: page => `お客様のページ：${page}`, noPage: 'ページが分かりません。',
  joined: name => `${name}が参加しました。`, left: name => `${name}が退出しました。`,
  pending: '送信中', customersPage: 'お客様のページ', log: '会話', message: 'メッセージ',
  send: '送信', full: '送信中のメッセージが多すぎます。少し待ってから送信してください。',
  requests: {
    help: {
      title: '同僚に聞く', send: '聞く',
      about: 'このページに最も詳しい同僚に参加を依頼します。',
    },
    transfer: {
      title: 'お客様を引き継ぐ', send: '引き継ぐ',
      about: 'お客様はこのページの担当者の列の先頭に並びます。',
    },
  },
  colleagues: '答えられる同僚', noColleague: 'いま答えられる同僚はいません。',
  match: percent => `適合度${percent}%`, free: n => `空き${n}件`,
  readers: '閲覧中のページ', noReader: '担当ページを見ている人はいません。',
  readersShown: (shown, count) => shown < count ? `${count}人中${shown}人` : `${count}人`,
  readFor: minutes => minutes < 1 ? '1分未満' : `${minutes}分`,
  invite: '案内する', invitedBy: name => `${name}が案内中`,
  invitations: {
    accepted: 'ご案内が受け入れられました。', declined: 'ご案内は辞退されました。',
    expired: 'ご案内に返事がありませんでした。', left: 'ご案内した閲覧者はもういません。',
  },
};

/** The texts of the chosen language. */
export const texts = textsChosen({en: english, ko: korean, ja: japanese});
