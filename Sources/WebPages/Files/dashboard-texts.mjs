// What the dashboard says, in the languages it speaks.

import {textsChosen} from './languages.mjs';

const english = {
  title: 'Dashboard', pickLanguage: 'Language', upFor: 'Up for', now: 'Now', waiting: 'Waiting',
  longestWait: 'Longest wait', talking: 'In a dialogue', serviceLevel: 'Service level',
  course: 'Waiting, the last five minutes', streams: 'Streams', stream: 'Stream', agents: 'Agents',
  group: 'Group', sinceStart: 'Since the start', available: 'Available', offered: 'Offered',
  busy: 'Busy', wrapUp: 'Wrap-up', away: 'Away', offline: 'Offline',
  whoDoesWhat: 'Who is doing what', agent: 'Agent', state: 'State', since: 'For',
  talksIn: 'Dialogues', nobodyHere: 'Nobody is signed in.',
  listed: (shown, all) => shown < all ? `${shown} of ${all} agents` : '',
  live: 'Live', stale: 'No answer from the server: these figures are old.',
  inStreams: (lines, all) => `in ${lines} of ${all} streams`, nobodyWaits: 'nobody waits',
  free: n => n === 1 ? '1 agent available' : `${n} agents available`,
  level: (answered, offered, seconds) => `${answered} of ${offered} within ${seconds} s`,
  courseWords: (now, least, most) => `Now ${now}, at least ${least}, at most ${most}.`,
  seconds: n => `${n} s`, otherPages: 'other pages',
  counters: {
    asked: 'Asked', dialogues: 'Dialogues', served: 'Served', left: 'Left the line', lost: 'Lost',
    turned_away: 'Turned away', helped: 'Helped', transferred: 'Transferred',
    handed_back: 'Handed back', offers: 'Offers', declined: 'Declined', lapsed: 'Lapsed',
    closed: 'Closed', invitations: 'Invited', invitations_accepted: 'Accepted an invitation',
    invitations_declined: 'Declined one', invitations_lapsed: 'Did not answer one',
  },
};

const korean = {
  title: '현황판', pickLanguage: '언어', upFor: '가동 시간', now: '현재', waiting: '대기',
  longestWait: '최장 대기', talking: '상담 중', serviceLevel: '서비스 수준',
  course: '최근 5분 동안의 대기', streams: '문의 종류', stream: '종류', agents: '상담원',
  group: '그룹', sinceStart: '시작 이후', available: '상담 가능', offered: '요청 받음',
  busy: '상담 중', wrapUp: '후처리', away: '자리 비움', offline: '로그아웃',
  whoDoesWhat: '상담원별 현황', agent: '상담원', state: '상태', since: '지속 시간',
  talksIn: '진행 중인 상담', nobodyHere: '로그인한 상담원이 없습니다.',
  listed: (shown, all) => shown < all ? `상담원 ${all}명 중 ${shown}명` : '',
  live: '실시간', stale: '서버가 응답하지 않습니다. 오래된 수치입니다.',
  inStreams: (lines, all) => `문의 종류 ${all}개 중 ${lines}개`, nobodyWaits: '대기 없음',
  free: n => `상담 가능 ${n}명`,
  level: (answered, offered, seconds) => `${seconds}초 이내 ${offered}건 중 ${answered}건`,
  courseWords: (now, least, most) => `현재 ${now}, 최소 ${least}, 최대 ${most}.`,
  seconds: n => `${n}초`, otherPages: '기타 페이지',
  counters: {
    asked: '문의', dialogues: '상담', served: '상담 완료', left: '대기 포기', lost: '연결 끊김',
    turned_away: '접수 거절', helped: '동료 도움', transferred: '넘김',
    handed_back: '대기로 복귀', offers: '상담 요청', declined: '거절', lapsed: '시간 초과',
    closed: '종료로 중단', invitations: '상담 권유', invitations_accepted: '권유 수락',
    invitations_declined: '권유 사양', invitations_lapsed: '권유 무응답',
  },
};

const japanese = {
  title: 'ダッシュボード', pickLanguage: '言語', upFor: '稼働時間', now: '現在', waiting: '待機中',
  longestWait: '最長の待ち時間', talking: '相談中', serviceLevel: 'サービスレベル',
  course: '直近5分間の待機', streams: '相談の種類', stream: '種類', agents: '担当者',
  group: 'グループ', sinceStart: '開始以降', available: '対応可能', offered: '依頼あり',
  busy: '相談中', wrapUp: '後処理', away: '離席中', offline: 'ログアウト',
  whoDoesWhat: '担当者ごとの状況', agent: '担当者', state: '状態', since: '経過時間',
  talksIn: '進行中の相談', nobodyHere: 'ログイン中の担当者はいません。',
  listed: (shown, all) => shown < all ? `担当者${all}人中${shown}人` : '',
  live: 'リアルタイム', stale: 'サーバーの応答がありません。古い数値です。',
  inStreams: (lines, all) => `${all}種類中${lines}種類`, nobodyWaits: '待機なし',
  free: n => `対応可能${n}人`,
  level: (answered, offered, seconds) => `${seconds}秒以内 ${offered}件中${answered}件`,
  courseWords: (now, least, most) => `現在${now}、最小${least}、最大${most}。`,
  seconds: n => `${n}秒`, otherPages: 'その他のページ',
  counters: {
    asked: '質問', dialogues: '相談', served: '相談完了', left: '待機中止', lost: '接続切れ',
    turned_away: '受付不可', helped: '同僚の支援', transferred: '引き継ぎ',
    handed_back: '待機に復帰', offers: '依頼', declined: '辞退', lapsed: '時間切れ',
    closed: '停止で中断', invitations: '案内', invitations_accepted: '案内から相談',
    invitations_declined: '案内を辞退', invitations_lapsed: '案内に無応答',
  },
};

/** The texts of the chosen language. */
export const texts = textsChosen({en: english, ko: korean, ja: japanese});
