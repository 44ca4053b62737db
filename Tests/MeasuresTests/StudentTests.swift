// Student's quantiles against exact values and the printed table.

import Measures
import Testing

/// Degrees of freedom, share, quantile: the inverse of the regularised incomplete beta function by
/// mpmath 1.3 at 40 digits.
private let quantiles: [(degrees: Int, share: Double, quantile: Double)] = [
  (1, 0.9, 3.077683537175254),
  (1, 0.975, 12.706204736174694),
  (1, 0.995, 63.656741162871526),
  (1, 0.9995, 636.6192487687897),
  (2, 0.9, 1.885618083164127),
  (2, 0.975, 4.302652729749462),
  (2, 0.995, 9.92484320091829),
  (2, 0.9995, 31.599054576445365),
  (3, 0.9, 1.6377443536962104),
  (3, 0.975, 3.1824463052837086),
  (3, 0.995, 5.840909309733355),
  (3, 0.9995, 12.923978636687965),
  (4, 0.9, 1.533206274058944),
  (4, 0.975, 2.7764451051977934),
  (4, 0.995, 4.604094871349992),
  (4, 0.9995, 8.610301581379522),
  (5, 0.9, 1.4758840488244813),
  (5, 0.975, 2.5705818356363146),
  (5, 0.995, 4.032142983555227),
  (5, 0.9995, 6.868826625881275),
  (7, 0.9, 1.4149239276505086),
  (7, 0.975, 2.364624251592785),
  (7, 0.995, 3.4994832973504932),
  (7, 0.9995, 5.407882520861828),
  (10, 0.9, 1.3721836411103359),
  (10, 0.975, 2.2281388519862744),
  (10, 0.995, 3.169272672616951),
  (10, 0.9995, 4.586893858702708),
  (19, 0.9, 1.3277282090267986),
  (19, 0.975, 2.093024054408309),
  (19, 0.995, 2.860934606464979),
  (19, 0.9995, 3.8834058525921313),
  (29, 0.9, 1.311433647301551),
  (29, 0.975, 2.045229642132704),
  (29, 0.995, 2.7563859036706053),
  (29, 0.9995, 3.6594050194663743),
  (31, 0.9, 1.3094635494946456),
  (31, 0.975, 2.039513446396408),
  (31, 0.995, 2.744041919294269),
  (31, 0.9995, 3.633456349758372),
  (60, 0.9, 1.2958210935157308),
  (60, 0.975, 2.00029782201426),
  (60, 0.995, 2.6602830288550368),
  (60, 0.9995, 3.4602004691963915),
  (99, 0.9, 1.2901614420344854),
  (99, 0.975, 1.9842169515864172),
  (99, 0.995, 2.626405457280827),
  (99, 0.9995, 3.3915288333636844),
  (120, 0.9, 1.288646233656378),
  (120, 0.975, 1.9799304050824404),
  (120, 0.995, 2.617421145106866),
  (120, 0.9995, 3.3734537685625337),
  (999, 0.9, 1.2823995700373974),
  (999, 0.975, 1.9623414611334495),
  (999, 0.995, 2.5807596372676365),
  (999, 0.9995, 3.3002924403987666),
  (9999, 0.9, 1.281636238198314),
  (9999, 0.975, 1.9602012636213573),
  (9999, 0.995, 2.5763210958565974),
  (9999, 0.9995, 3.291500063300963),
  (100000, 0.9, 1.2815600314493611),
  (100000, 0.975, 1.9599877075346093),
  (100000, 0.995, 2.575878469908375),
  (100000, 0.9995, 3.2906240314119137),
]

@Test("Student's quantiles are exact to eleven digits")
func studentQuantiles() {
  for (degrees, share, quantile) in quantiles {
    let found = StudentDistribution.quantile(share, degreesOfFreedom: degrees)
    #expect(relativeError(found, quantile) < 1e-11, "\(degrees), \(share)")
    let mirrored = StudentDistribution.quantile(1 - share, degreesOfFreedom: degrees)
    #expect(relativeError(mirrored, -quantile) < 1e-11, "\(degrees), \(1 - share)")
  }
}

@Test(
  "Student's quantiles are those of the printed table",
  arguments: [
    (1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (19, 2.093), (30, 2.042),
    (60, 2.000), (120, 1.980),
  ])
func printedTable(degrees: Int, printed: Double) {
  let found = StudentDistribution.quantile(0.975, degreesOfFreedom: degrees)
  #expect(abs(found - printed) <= 0.0005)
}

@Test("with one degree of freedom the quantile is Cauchy's, far into the tail")
func cauchy() {
  // tan(π(p − ½)): 1 at ¾, and 1/(π(1 − p)) to first order where p is close to 1.
  #expect(abs(StudentDistribution.quantile(0.75, degreesOfFreedom: 1) - 1) < 1e-14)
  let far = StudentDistribution.quantile(1 - 0x1p-40, degreesOfFreedom: 1)
  #expect(relativeError(far, 0x1p40 / .pi) < 1e-12)
  #expect(StudentDistribution.quantile(0.5, degreesOfFreedom: 9) == 0)
  #expect(StudentDistribution.quantile(1, degreesOfFreedom: 9) == .infinity)
}
