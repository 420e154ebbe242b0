// The 14 standard fonts of PDF by the names that pdf.js has for them; fetched only for a file that does not bring its type along.
// Arimo, which is as wide as Helvetica, takes the place of Liberation Sans: that one, as pdf.js brings it, is under the GPL.
import sansItalic from "@expo-google-fonts/arimo/400Regular_Italic/Arimo_400Regular_Italic.ttf";
import sans from "@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf";
import sansBold from "@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf";
import sansBoldItalic from "@expo-google-fonts/arimo/700Bold_Italic/Arimo_700Bold_Italic.ttf";
import dingbats from "pdfjs-dist/standard_fonts/FoxitDingbats.pfb";
import fixed from "pdfjs-dist/standard_fonts/FoxitFixed.pfb";
import fixedBold from "pdfjs-dist/standard_fonts/FoxitFixedBold.pfb";
import fixedBoldItalic from "pdfjs-dist/standard_fonts/FoxitFixedBoldItalic.pfb";
import fixedItalic from "pdfjs-dist/standard_fonts/FoxitFixedItalic.pfb";
import serif from "pdfjs-dist/standard_fonts/FoxitSerif.pfb";
import serifBold from "pdfjs-dist/standard_fonts/FoxitSerifBold.pfb";
import serifBoldItalic from "pdfjs-dist/standard_fonts/FoxitSerifBoldItalic.pfb";
import serifItalic from "pdfjs-dist/standard_fonts/FoxitSerifItalic.pfb";
import symbol from "pdfjs-dist/standard_fonts/FoxitSymbol.pfb";

export const fonts = {
  "FoxitDingbats.pfb": dingbats,
  "FoxitFixed.pfb": fixed,
  "FoxitFixedBold.pfb": fixedBold,
  "FoxitFixedBoldItalic.pfb": fixedBoldItalic,
  "FoxitFixedItalic.pfb": fixedItalic,
  "FoxitSerif.pfb": serif,
  "FoxitSerifBold.pfb": serifBold,
  "FoxitSerifBoldItalic.pfb": serifBoldItalic,
  "FoxitSerifItalic.pfb": serifItalic,
  "FoxitSymbol.pfb": symbol,
  "LiberationSans-Bold.ttf": sansBold,
  "LiberationSans-BoldItalic.ttf": sansBoldItalic,
  "LiberationSans-Italic.ttf": sansItalic,
  "LiberationSans-Regular.ttf": sans,
};
