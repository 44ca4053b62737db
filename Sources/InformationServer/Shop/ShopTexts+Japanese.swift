// The demonstration shop in Japanese.

import Consulting

extension ShopTexts {
  static let japanese = ShopTexts(
    language: Language(constant: "ja"), languageName: "日本語", name: "角の店",
    notice: "これはデモンストレーション用の店です。実際に購入することはできません。",
    goods: "商品一覧",
    invitation: "ご不明な点はありませんか。このページに詳しい相談員がお答えします。",
    searchLabel: "すべてのページから探す", searchButton: "検索",
    nothingFound: "題名や概要にその言葉を含むページはありません。短い言葉でお試しください。",
    pages: [
      ShopPage(
        topic: .home, title: "角の店", summary: "七つの商品と、それをよく知る人たち。",
        paragraphs: [
          "品数が少ないのは、お答えする者がすべての品を手に取ったことがあるからです。",
          "どのページにも担当者がいます。おたずねになると、同じページを見ている相談員につながります。",
        ]),
      ShopPage(
        topic: .electronics, title: "電気製品", summary: "パソコン、キーボード、ルーター、テレビ。",
        paragraphs: ["全製品に2年間の保証と、お住まいの地域に合うプラグが付きます。"]),
      ShopPage(
        topic: .shoes, title: "靴", summary: "底を張り替えて長く履ける靴、二種類。",
        paragraphs: ["サイズは表示どおりです。迷われたら大きい方をお選びください。"]),
      ShopPage(
        topic: .notebook, title: "ノートパソコン 14型",
        summary: "軽くて静か。電池はご自分で交換できます。", price: "128,000円",
        paragraphs: ["左右どちらのUSB-C端子からも、45 Wの携帯電話用充電器でも充電できます。"],
        facts: [
          ("重さ", "1.2 kg"), ("メモリー", "16 GB、スロット2基"), ("記憶装置", "512 GB"),
          ("キーボード", "英語配列または韓国語配列"),
        ]),
      ShopPage(
        topic: .desktop, title: "デスクトップパソコン",
        summary: "小型ながら、グラフィックスカードが入ります。", price: "108,000円",
        paragraphs: ["OSなしでお届けします。ご希望ならLinuxを入れてお届けします。"],
        facts: [
          ("大きさ", "30 × 20 × 25 cm"), ("メモリー", "32 GB"),
          ("端子", "USB 8基、DisplayPort 2基"),
        ]),
      ShopPage(
        topic: .keyboard, title: "キーボード",
        summary: "打鍵音が静かで、キーを一つずつ外して洗えます。", price: "9,800円",
        paragraphs: ["傷んだキーは一つだけ買い替えられます。"],
        facts: [
          ("配列", "日本語、英語、韓国語"), ("接続", "USB-Cケーブル 1.8 m"), ("重さ", "620 g"),
        ]),
      ShopPage(
        topic: .router, title: "無線ルーター", summary: "一台で90平方メートルの住まいに届きます。",
        price: "13,800円", paragraphs: ["二台置けば、互いを見つけて一つのネットワークになります。"],
        facts: [("無線", "Wi-Fi 6"), ("有線", "1 Gbit/s × 4"), ("電力", "待機時 9 W")]),
      ShopPage(
        topic: .television, title: "テレビ 43型", summary: "映り込みが少なく、昼間も見やすい画面。",
        price: "59,800円", paragraphs: ["アカウントもネットワークもなしで使えます。"],
        facts: [("画面", "3840 × 2160"), ("入力", "HDMI 3系統"), ("台座", "奥行き 24 cm")]),
      ShopPage(
        topic: .mensShoes, title: "紳士革靴", summary: "靴店で底を張り替えられる革靴。",
        price: "22,800円", paragraphs: ["十日ほどで足になじみます。"],
        facts: [("サイズ", "25.0～29.0 cm"), ("甲", "牛革"), ("底", "ゴム")]),
      ShopPage(
        topic: .womensShoes, title: "婦人ウォーキングシューズ",
        summary: "かかとが低く、つま先が広い、一日履ける靴。", price: "16,800円",
        paragraphs: ["中敷きは取り外せるので、お手持ちのものを入れられます。"],
        facts: [("サイズ", "22.5～26.0 cm"), ("甲", "スエード"), ("底", "ゴム")]),
      ShopPage(
        topic: .search, title: "検索", summary: "言葉からページを探します。",
        paragraphs: ["日本語のページの題名と概要から探します。"]),
      ShopPage(
        topic: .help, title: "ご案内と配送", summary: "お届けと返品の方法。",
        paragraphs: ["履いた後でも、30日以内であれば返品できます。"],
        facts: [
          ("韓国国内", "1～2日、無料"), ("日本", "3～5日、1,600円"),
          ("その他の国", "5～10日、3,600円"), ("返品", "30日以内、送料は当店負担"),
        ]),
    ])
}
