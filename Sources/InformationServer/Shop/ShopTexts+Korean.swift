// The demonstration shop in Korean.

import Consulting

extension ShopTexts {
  static let korean = ShopTexts(
    language: Language(constant: "ko"), languageName: "한국어", name: "모퉁이 가게",
    notice: "시연용 가게입니다. 실제로 구매할 수 없습니다.",
    goods: "상품 목록",
    invitation: "궁금한 점이 있으신가요? 이 페이지를 잘 아는 상담원이 답해 드립니다.",
    searchLabel: "전체 페이지에서 찾기", searchButton: "찾기",
    nothingFound: "제목이나 요약에 그 말이 있는 페이지가 없습니다. 더 짧은 말로 찾아보세요.",
    pages: [
      ShopPage(
        topic: .home, title: "모퉁이 가게", summary: "일곱 가지 상품과, 그것을 잘 아는 사람들.",
        paragraphs: [
          "상품 수가 적은 데는 까닭이 있습니다. 답하는 사람이 모두 직접 써 본 물건입니다.",
          "페이지마다 담당자가 있습니다. 물어보시면 같은 페이지를 보고 있는 상담원과 연결됩니다.",
        ]),
      ShopPage(
        topic: .electronics, title: "전자제품", summary: "컴퓨터, 키보드, 공유기, 텔레비전.",
        paragraphs: ["모든 제품은 2년간 보증하며, 쓰시는 곳에 맞는 플러그를 함께 드립니다."]),
      ShopPage(
        topic: .shoes, title: "신발", summary: "밑창을 갈아 오래 신는 신발 두 가지.",
        paragraphs: ["크기는 표시된 그대로입니다. 두 치수 사이라면 큰 쪽을 고르세요."]),
      ShopPage(
        topic: .notebook, title: "노트북 컴퓨터 14형",
        summary: "가볍고 조용하며, 배터리를 직접 바꿀 수 있습니다.", price: "1,190,000원",
        paragraphs: ["양쪽 USB-C 단자 어디로든 충전되며, 45 W 휴대전화 충전기로도 충전됩니다."],
        facts: [
          ("무게", "1.2 kg"), ("메모리", "16 GB, 슬롯 두 개"), ("저장 장치", "512 GB"),
          ("자판", "한글 또는 영문"),
        ]),
      ShopPage(
        topic: .desktop, title: "데스크톱 컴퓨터",
        summary: "작지만 그래픽 카드를 넣을 자리가 있습니다.", price: "990,000원",
        paragraphs: ["운영체제 없이 보내 드리며, 원하시면 리눅스를 설치해 드립니다."],
        facts: [
          ("크기", "30 × 20 × 25 cm"), ("메모리", "32 GB"),
          ("단자", "USB 8개, DisplayPort 2개"),
        ]),
      ShopPage(
        topic: .keyboard, title: "키보드",
        summary: "소리가 작고, 키를 하나씩 빼서 씻을 수 있습니다.", price: "98,000원",
        paragraphs: ["고장 난 키는 하나만 따로 사실 수 있습니다."],
        facts: [
          ("자판", "한글, 영문, 일본어"), ("연결", "USB-C 케이블 1.8 m"), ("무게", "620 g"),
        ]),
      ShopPage(
        topic: .router, title: "무선 공유기", summary: "한 대로 90 m² 집을 모두 연결합니다.",
        price: "129,000원", paragraphs: ["두 대를 두면 서로 찾아 하나의 망이 됩니다."],
        facts: [("무선", "Wi-Fi 6"), ("유선", "1 Gbit/s 4개"), ("전력", "대기 9 W")]),
      ShopPage(
        topic: .television, title: "텔레비전 43형",
        summary: "빛이 비치지 않아 낮에도 잘 보이는 화면.", price: "560,000원",
        paragraphs: ["계정도 인터넷도 없이 쓸 수 있습니다."],
        facts: [("화면", "3840 × 2160"), ("입력", "HDMI 3개"), ("받침", "깊이 24 cm")]),
      ShopPage(
        topic: .mensShoes, title: "남성 가죽 구두", summary: "수선점에서 밑창을 갈 수 있는 구두.",
        price: "215,000원", paragraphs: ["열흘쯤 신으면 발에 맞습니다."],
        facts: [("치수", "250~290 mm"), ("겉감", "송아지 가죽"), ("밑창", "고무")]),
      ShopPage(
        topic: .womensShoes, title: "여성 워킹화", summary: "굽이 낮고 앞이 넓어 하루 종일 편합니다.",
        price: "159,000원", paragraphs: ["깔창을 빼고 쓰시던 것을 넣을 수 있습니다."],
        facts: [("치수", "225~260 mm"), ("겉감", "스웨이드"), ("밑창", "고무")]),
      ShopPage(
        topic: .search, title: "찾기", summary: "낱말로 페이지를 찾습니다.",
        paragraphs: ["한국어 페이지의 제목과 요약에서 찾습니다."]),
      ShopPage(
        topic: .help, title: "도움말과 배송", summary: "소포가 가고 오는 방법.",
        paragraphs: ["신어 보셨더라도 30일 안에는 돌려보내실 수 있습니다."],
        facts: [
          ("국내 배송", "1~2일, 무료"), ("일본 배송", "3~5일, 15,000원"),
          ("그 밖의 나라", "5~10일, 32,000원"), ("반품", "30일 이내, 배송비는 저희가 냅니다"),
        ]),
    ])
}
