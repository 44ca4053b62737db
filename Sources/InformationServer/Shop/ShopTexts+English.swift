// The demonstration shop in English.

import Consulting

extension ShopTexts {
  static let english = ShopTexts(
    language: Language(constant: "en"), languageName: "English", name: "Corner Shop",
    notice: "This shop is a demonstration: nothing here can be bought.",
    goods: "What we have",
    invitation: "Not sure? Ask us about this page: somebody who knows it will answer.",
    searchLabel: "Search all pages", searchButton: "Search",
    nothingFound: "No page has that in its title or summary. Try a shorter word.",
    pages: [
      ShopPage(
        topic: .home, title: "Corner Shop", summary: "Seven things, and people who know them.",
        paragraphs: [
          "We keep the range small, so that whoever answers your question has held the thing in "
            + "their hands.",
          "Every page has people behind it. Ask, and you reach someone who sees the page you see.",
        ]),
      ShopPage(
        topic: .electronics, title: "Electronics",
        summary: "Computers, a keyboard, a router and a television.",
        paragraphs: [
          "All devices come with a two-year warranty and a plug that fits where you live."
        ]),
      ShopPage(
        topic: .shoes, title: "Shoes", summary: "Two pairs that are made to be resoled.",
        paragraphs: ["Sizes run true. If you are between two, take the larger one."]),
      ShopPage(
        topic: .notebook, title: "Notebook computer 14″",
        summary: "Light, quiet, and a battery that you can replace yourself.", price: "USD 890",
        paragraphs: ["It charges through either USB-C port, also from a 45 W phone charger."],
        facts: [
          ("Weight", "1.2 kg"), ("Memory", "16 GB, two slots"), ("Storage", "512 GB"),
          ("Keyboard", "US or Korean layout"),
        ]),
      ShopPage(
        topic: .desktop, title: "Desktop computer",
        summary: "A small case with room for a graphics card.", price: "USD 740",
        paragraphs: ["Delivered without an operating system, or with Linux if you ask for it."],
        facts: [
          ("Size", "30 × 20 × 25 cm"), ("Memory", "32 GB"), ("Ports", "8 × USB, 2 × DisplayPort"),
        ]),
      ShopPage(
        topic: .keyboard, title: "Keyboard",
        summary: "Quiet, and every key comes out to be washed.", price: "USD 75",
        paragraphs: ["If one key wears out, you can buy just that one."],
        facts: [
          ("Layouts", "US, Korean or Japanese"), ("Connection", "USB-C cable, 1.8 m"),
          ("Weight", "620 g"),
        ]),
      ShopPage(
        topic: .router, title: "Wireless router",
        summary: "Covers a flat of 90 square metres with one box.", price: "USD 95",
        paragraphs: ["Two of them find each other and make one network."],
        facts: [("Wireless", "Wi-Fi 6"), ("Wired", "4 × 1 Gbit/s"), ("Power", "9 W at rest")]),
      ShopPage(
        topic: .television, title: "Television 43″",
        summary: "A matt screen that stays readable in daylight.", price: "USD 420",
        paragraphs: ["It works without an account and without a network."],
        facts: [("Picture", "3840 × 2160"), ("Inputs", "3 × HDMI"), ("Stand", "24 cm deep")]),
      ShopPage(
        topic: .mensShoes, title: "Men’s leather shoes",
        summary: "Welted, so that a cobbler can resole them.", price: "USD 160",
        paragraphs: ["They need about ten days to become yours."],
        facts: [("Sizes", "250 to 290 mm"), ("Upper", "Calf leather"), ("Sole", "Rubber")]),
      ShopPage(
        topic: .womensShoes, title: "Women’s walking shoes",
        summary: "Flat, wide at the toes, good for a whole day.", price: "USD 120",
        paragraphs: ["The insole comes out, so your own fits in."],
        facts: [("Sizes", "225 to 260 mm"), ("Upper", "Suede"), ("Sole", "Rubber")]),
      ShopPage(
        topic: .search, title: "Search", summary: "Find a page by a word.",
        paragraphs: ["Titles and summaries of the pages in English are searched."]),
      ShopPage(
        topic: .help, title: "Help and delivery", summary: "How parcels come and go back.",
        paragraphs: ["You may send anything back within 30 days, worn or not."],
        facts: [
          ("Delivery in Korea", "1 to 2 days, free"), ("Delivery to Japan", "3 to 5 days, USD 12"),
          ("Elsewhere", "5 to 10 days, USD 25"), ("Returns", "30 days, we pay the way back"),
        ]),
    ])
}
