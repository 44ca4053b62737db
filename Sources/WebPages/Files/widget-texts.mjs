// What the widget says, in the languages it speaks.

const english = {
  ask: 'Ask', title: 'Ask about this page', close: 'Close', minimise: 'Minimise',
  invitation: 'Somebody who has this page open, too, will answer.',
  question: 'Your question', send: 'Send', asked: 'You asked',
  connecting: 'Connecting…', lost: 'The connection is lost. Trying again…',
  position: n => n === 1 ? 'You are next.' : `You are number ${n} in line.`,
  wait: minutes => minutes === 1 ? 'About a minute to go.' : `About ${minutes} minutes to go.`,
  keepReading: 'Go on reading meanwhile: your place is kept on every page here.',
  waitingShort: n => `Waiting: ${n}`, talking: 'Your consultation',
  talkingWith: names => `You are talking with ${names}.`, giveUp: 'Stop waiting', end: 'End',
  message: 'Your message', log: 'Dialogue', you: 'You', customer: 'Customer',
  joined: name => `${name} is here.`, left: name => `${name} has left.`,
  'taken-over': name => `${name} answers from now on.`,
  newMessages: n => n === 1 ? '1 new message' : `${n} new messages`,
  newFrom: (name, text) => `${name}: ${text}`, again: 'Ask another question',
  invited: name => `${name} can help you with this page.`, accept: 'Talk now',
  decline: 'No, thank you',
  full: 'Too much is still on its way. Send it again in a moment.', pending: 'on its way',
  ended: {
    customer: 'You have ended the consultation.', agent: 'The consultation is over. Goodbye!',
    lost: 'The connection was lost for too long.', closing: 'The consultation closes now.',
  },
  faults: {
    1013: 'Nobody can take your question at the moment. Please try again later.',
    4400: 'This page’s code is not known here.', 4401: 'The consultation is over.',
    4409: 'Your consultation goes on in another window.',
    4429: 'Too many people are waiting. Please try again later.',
    other: 'There is no connection at the moment. Please try again later.',
  },
};

const korean = {
  ask: '문의', title: '이 페이지에 대해 문의하기', close: '닫기', minimise: '작게 하기',
  invitation: '같은 페이지를 보고 있는 상담원이 답해 드립니다.',
  question: '질문', send: '보내기', asked: '질문하신 내용',
  connecting: '연결 중입니다…', lost: '연결이 끊어졌습니다. 다시 연결하는 중입니다…',
  position: n => n === 1 ? '다음 차례입니다.' : `대기 순서는 ${n}번째입니다.`,
  wait: minutes => `예상 대기 시간은 약 ${minutes}분입니다.`,
  keepReading: '기다리는 동안 다른 페이지를 보셔도 순서는 그대로 유지됩니다.',
  waitingShort: n => `대기 ${n}번째`, talking: '상담',
  talkingWith: names => `${names} 님과 상담 중입니다.`, giveUp: '대기 취소', end: '상담 종료',
  message: '메시지', log: '대화 내용', you: '나', customer: '고객',
  joined: name => `${name} 님이 들어왔습니다.`, left: name => `${name} 님이 나갔습니다.`,
  'taken-over': name => `이제부터 ${name} 님이 상담합니다.`,
  newMessages: n => `새 메시지 ${n}개`, newFrom: (name, text) => `${name}: ${text}`,
  again: '다른 질문하기', full: '아직 전송 중인 메시지가 많습니다. 잠시 후 다시 보내 주세요.',
  pending: '전송 중',
  invited: name => `${name} 상담원이 이 페이지에 대해 도와 드릴 수 있습니다.`, accept: '상담하기',
  decline: '괜찮습니다',
  ended: {
    customer: '상담을 종료하셨습니다.', agent: '상담이 종료되었습니다. 감사합니다.',
    lost: '연결이 너무 오래 끊어져 있었습니다.', closing: '상담 시간이 끝났습니다.',
  },
  faults: {
    1013: '지금은 질문을 받을 수 없습니다. 잠시 후 다시 시도해 주세요.',
    4400: '이 페이지의 코드를 알 수 없습니다.', 4401: '상담이 종료되었습니다.',
    4409: '상담이 다른 창에서 계속되고 있습니다.',
    4429: '대기 중인 고객이 너무 많습니다. 잠시 후 다시 시도해 주세요.',
    other: '지금은 연결할 수 없습니다. 잠시 후 다시 시도해 주세요.',
  },
};

const japanese = {
  ask: '質問する', title: 'このページについて質問する', close: '閉じる', minimise: '小さくする',
  invitation: '同じページを見ている担当者がお答えします。',
  question: 'ご質問', send: '送信', asked: 'ご質問の内容',
  connecting: '接続しています…', lost: '接続が切れました。再接続しています…',
  position: n => n === 1 ? '次の順番です。' : `${n}番目にお待ちです。`,
  wait: minutes => `待ち時間の目安は約${minutes}分です。`,
  keepReading: 'お待ちの間にほかのページをご覧になっても、順番はそのままです。',
  waitingShort: n => `${n}番目`, talking: 'ご相談',
  talkingWith: names => `${names}と相談中です。`, giveUp: '待つのをやめる', end: '終了',
  message: 'メッセージ', log: '会話', you: 'あなた', customer: 'お客様',
  joined: name => `${name}が参加しました。`, left: name => `${name}が退出しました。`,
  'taken-over': name => `これからは${name}が対応します。`,
  newMessages: n => `新着メッセージ${n}件`, newFrom: (name, text) => `${name}：${text}`,
  again: '別の質問をする', full: '送信中のメッセージが多すぎます。少し待ってから送信してください。',
  pending: '送信中',
  invited: name => `${name}がこのページについてご案内できます。`, accept: '相談する',
  decline: '今は結構です',
  ended: {
    customer: '相談を終了しました。', agent: '相談は終了しました。ありがとうございました。',
    lost: '接続が切れたまま時間が過ぎました。', closing: '受付時間が終了しました。',
  },
  faults: {
    1013: 'ただいま質問を受け付けられません。しばらくしてからお試しください。',
    4400: 'このページのコードは登録されていません。', 4401: '相談は終了しました。',
    4409: '相談は別のウィンドウで続いています。',
    4429: 'ただいま混み合っています。しばらくしてからお試しください。',
    other: 'ただいま接続できません。しばらくしてからお試しください。',
  },
};

const byLanguage = {en: english, ko: korean, ja: japanese};

/** The texts of the page's language, or English; `language` says which. */
export function textsOfPage() {
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  const known = language in byLanguage ? language : 'en';
  return {language: known, ...byLanguage[known]};
}
