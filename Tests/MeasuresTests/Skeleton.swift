import Testing

@Test("the bundle is built") func builds() { #expect(Bool(true)) }
