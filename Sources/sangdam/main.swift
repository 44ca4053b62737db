import CPlatform
print(sangdam_peak_resident_bytes())
