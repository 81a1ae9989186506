"""German: see the package. In the order of the code that says them."""
from __future__ import annotations

TEXTS: dict[str, str] = {
    "Dismiss": "Ausblenden",
    "Hide this message": "Diese Meldung ausblenden",
    "Open Preferences": "Einstellungen öffnen",
    "Open this add-on's preferences": "Die Einstellungen dieses Add-ons öffnen",
    "Add": "Hinzufügen",
    "Add a block of four seconds at the playhead, or behind the block that is there":
        "Einen Block von vier Sekunden am Abspielkopf hinzufügen, oder hinter dem Block, der dort ist",
    "Remove": "Entfernen",
    "Remove the block that is chosen. The keys that it made stay":
        "Den gewählten Block entfernen. Die von ihm erzeugten Schlüsselbilder bleiben",
    "Move": "Verschieben",
    "Let the block that is chosen change places on the timeline with the one before or after it":
        "Den gewählten Block auf der Zeitleiste mit dem davor oder danach tauschen",
    "From Markers": "Aus Markierungen",
    "Split into Blocks": "In Blöcke teilen",
    "Make a block of each thing that the prompt tells one after another: “a person walks, then waves” becomes two blocks that touch. Each has "
    "its share of the time, and at least two seconds; later blocks move back":
        "Aus allem, was der Prompt nacheinander erzählt, je einen Block machen: aus „a person walks, then waves“ werden zwei, die sich berühren. "
        "Jeder bekommt seinen Teil der Zeit und mindestens zwei Sekunden; spätere Blöcke rücken nach hinten",
    "Make a block of each marker that has a name: the name is the prompt, and it lasts to the next marker. Blocks that lie "
    "where one of these comes are replaced":
        "Aus jeder Markierung mit Namen einen Block machen: der Name ist der Prompt, und er dauert bis zur nächsten Markierung. "
        "Blöcke, wo einer davon hinkommt, werden ersetzt",
    "Prompt of the Block": "Prompt des Blocks",
    "Change the prompt of the block that is chosen": "Den Prompt des gewählten Blocks ändern",
    "Generate Motion": "Bewegung erzeugen",
    "Put the takes that came back on the character": "Die angekommenen Takes auf die Figur legen",
    "Complete": "Vervollständigen",
    "Make motion from the first pin to the last. Pins, and all keys that are yours, stay exactly as they are":
        "Bewegung vom ersten bis zum letzten Pin erzeugen. Pins und alle eigenen Schlüsselbilder bleiben genau, wie sie sind",
    "Fill Gap": "Lücke füllen",
    "Make new motion in the preview range, or else over the selected keys (between them where they lie at two frames), that "
    "fits what comes before and after. With motion on one side only it goes on from there. Keys inside are replaced":
        "Im Vorschaubereich, sonst über den ausgewählten Schlüsselbildern (dazwischen, wenn sie auf zwei Einzelbildern liegen), "
        "neue Bewegung erzeugen, die zum Davor und Danach passt. Gibt es nur auf einer Seite Bewegung, geht sie von dort weiter. "
        "Schlüsselbilder darin werden ersetzt",
    "Again": "Nochmal",
    "Ask for the same with another seed. What comes replaces the takes that wait, but for those with a star":
        "Dasselbe mit einem anderen Startwert anfordern. Was kommt, ersetzt die wartenden Takes bis auf die mit Stern",
    "Re-Run": "Wiederholen",
    "Make the take that plays once more, with its own seed and settings, and the other takes that came with it":
        "Den laufenden Take mit seinem eigenen Startwert und seinen Einstellungen noch einmal erzeugen, samt den Takes, die mit ihm kamen",
    "Use Settings": "Einstellungen übernehmen",
    "Put the prompt, the seed, the guidance and the path that made this take back into the panel, and lock the seed":
        "Prompt, Startwert, Führung und Pfad dieses Takes zurück ins Bedienfeld schreiben und den Startwert sperren",
    "Add Character": "Figur hinzufügen",
    "Add a character with the mannequin at the 3D cursor": "Eine Figur mit der Gliederpuppe am 3D-Cursor hinzufügen",
    "Clean Up": "Aufräumen",
    "Do the steps that are switched on, from top to bottom, in a copy of the action. Keep or reject the result under Takes; "
    "the action from before stays in the file":
        "Die eingeschalteten Schritte von oben nach unten in einer Kopie der Aktion ausführen. Das Ergebnis unter Takes behalten "
        "oder ablehnen; die Aktion von vorher bleibt in der Datei",
    "Use Example": "Beispiel verwenden",
    "Generate": "Erzeugen",
    "Make the motion at the playhead, from where the character stands and faces":
        "Die Bewegung am Abspielkopf erzeugen, von dort, wo die Figur steht, und in ihrer Blickrichtung",
    "Cancel": "Abbrechen",
    "Stop what is being made or learned": "Anhalten, was gerade erzeugt oder gelernt wird",
    "Learn Style": "Stil lernen",
    "Teach the model the manner of these clips, as a word for prompts. Nothing in the scene changes":
        "Dem Modell die Art dieser Clips beibringen, als Wort für Prompts. In der Szene ändert sich nichts",
    "Pin Pose": "Pose anheften",
    "Key the selected bones at the playhead (all bones in Object Mode or where none is selected), and hold them there when motion is made":
        "Die ausgewählten Knochen am Abspielkopf mit Schlüsselbildern versehen (im Objektmodus oder ohne Auswahl alle) und dort "
        "festhalten, wenn Bewegung erzeugt wird",
    "Pins from Selected Keys": "Pins aus ausgewählten Schlüsseln",
    "Pin the bones and frames of the keys that are selected in the Dope Sheet or the Graph Editor":
        "Knochen und Einzelbilder der Schlüsselbilder anheften, die im DopeSheet oder Graph Editor ausgewählt sind",
    "Delete Pin": "Pin löschen",
    "Remove this pin from the list. Its keys stay": "Diesen Pin aus der Liste nehmen. Seine Schlüsselbilder bleiben",
    "Jump to Pin": "Zum Pin springen",
    "Move the playhead to this pin": "Den Abspielkopf auf diesen Pin setzen",
    "Clear Pins": "Pins entfernen",
    "Remove all pins of this character from the list. Their keys stay":
        "Alle Pins dieser Figur aus der Liste nehmen. Ihre Schlüsselbilder bleiben",
    "Pose": "Pose",
    "Pose the character at the playhead as the words say, where it stands and faces. No key is written until you choose one":
        "Die Figur am Abspielkopf so stellen, wie die Worte es sagen, wo sie steht und in ihrer Blickrichtung. Erst mit der Wahl "
        "wird ein Schlüsselbild geschrieben",
    "Pose from Words": "Pose aus Worten",
    "Show the poses that came back on the character": "Die angekommenen Posen an der Figur zeigen",
    "Show Here": "Hier zeigen",
    "Mirror": "Spiegeln",
    "Change left and right of this pose over": "Links und rechts dieser Pose vertauschen",
    "Discard": "Verwerfen",
    "Put back exactly what stood there before, and forget these poses":
        "Genau das zurückholen, was vorher da stand, und diese Posen vergessen",
    "Key": "Schlüssel setzen",
    "Key the bones that show this pose at the playhead, and forget the other poses":
        "Die Knochen, die diese Pose zeigen, am Abspielkopf mit Schlüsselbildern versehen und die anderen Posen vergessen",
    "Pin": "Anheften",
    "Key the bones that show this pose at the playhead, and hold them there when motion is made (see Complete)":
        "Die Knochen, die diese Pose zeigen, am Abspielkopf mit Schlüsselbildern versehen und dort festhalten, wenn Bewegung "
        "erzeugt wird (siehe Vervollständigen)",
    "Motion from Pose": "Bewegung aus Pose",
    "Make motion from what stands at the playhead to the pose that is shown (or one that the words give), this many seconds "
    "later. Both are pinned; Complete's variations and guidance count":
        "Bewegung von dem, was am Abspielkopf steht, zu der gezeigten Pose erzeugen (oder zu einer aus den Worten), so viele "
        "Sekunden später. Beide werden angeheftet; Varianten und Führung von Vervollständigen gelten",
    "Add Preset": "Voreinstellung hinzufügen",
    "Save these settings under a name, for every file: length, number of takes, guidance and quality":
        "Diese Einstellungen unter einem Namen sichern, für jede Datei: Länge, Zahl der Takes, Führung und Qualität",
    "Use This Rig": "Dieses Rig verwenden",
    "Make motion for the selected armature: its bones are matched to the body's joints, and nothing of it is changed":
        "Bewegung für das ausgewählte Skelett erzeugen: seine Knochen werden den Gelenken des Körpers zugeordnet, und nichts an "
        "ihm ändert sich",
    "Stop Using This Rig": "Dieses Rig nicht mehr verwenden",
    "Make no more motion for this armature. Its keys and its map stay":
        "Für dieses Skelett keine Bewegung mehr erzeugen. Seine Schlüsselbilder und seine Zuordnung bleiben",
    "Legs": "Beine",
    "FK": "FK",
    "IK": "IK",
    "What is keyed for arms: FK turns each bone, IK moves the hands, and the elbows' pole targets":
        "Was bei Armen Schlüsselbilder bekommt: FK dreht jeden Knochen, IK bewegt die Hände und die Polziele der Ellbogen",
    "What is keyed for legs: FK turns each bone, IK moves the feet, and the knees' pole targets":
        "Was bei Beinen Schlüsselbilder bekommt: FK dreht jeden Knochen, IK bewegt die Füße und die Polziele der Knie",
    "Key the turns of the limb's controls, and switch the limb to FK":
        "Die Drehungen der Steuerknochen setzen und die Gliedmaße auf FK stellen",
    "Key hand or foot and pole target, and switch the limb to IK. Its FK controls get the same motion":
        "Hand oder Fuß und das Polziel setzen und die Gliedmaße auf IK stellen. Ihre FK-Steuerknochen bekommen dieselbe Bewegung",
    "Locked channels stay as they are: {}. To have all of the motion, unlock them in the sidebar's tab Item and press Again.":
        "Gesperrte Kanäle bleiben, wie sie sind: {}. Für die ganze Bewegung in der Seitenleiste im Reiter Objekt entsperren und Nochmal drücken.",
    "Guess Again": "Neu raten",
    "Match all bones to the joints anew. What you have chosen by hand goes":
        "Alle Knochen den Gelenken neu zuordnen. Von Hand Gewähltes geht verloren",
    "Fill joints without a bone from the other side of the body, by the bones' names":
        "Gelenke ohne Knochen von der anderen Körperseite her füllen, nach den Namen der Knochen",
    "Take Selected Bone": "Ausgewählten Knochen nehmen",
    "Use the active bone of the armature for the joint that is chosen":
        "Den aktiven Knochen des Skeletts für das gewählte Gelenk verwenden",
    "Save Preset": "Voreinstellung sichern",
    "Save this map under a name, for every file. Rigs whose bones have these names find it by themselves":
        "Diese Zuordnung unter einem Namen sichern, für jede Datei. Rigs mit diesen Knochennamen finden sie von selbst",
    "Load Preset": "Voreinstellung laden",
    "Use a map that you have saved. Bones that this rig does not have stay empty":
        "Eine gesicherte Zuordnung verwenden. Knochen, die dieses Rig nicht hat, bleiben leer",
    "Choose Joint": "Gelenk wählen",
    "Self-Test": "Selbsttest",
    "Take what the rig plays to the body and back, and say how far that is from the original. Nothing is changed":
        "Was das Rig abspielt zum Körper und zurück bringen und sagen, wie weit das vom Original abweicht. Nichts wird geändert",
    "Generate All": "Alle erzeugen",
    "Make one motion of all blocks, from where the character stands at the first of them, along the path if one is chosen. Keys that "
    "are yours stay as they are":
        "Aus allen Blöcken eine Bewegung machen, von dort, wo die Figur beim ersten steht, und auf dem Pfad, falls einer gewählt ist. "
        "Eigene Schlüsselbilder bleiben, wie sie sind",
    "Make the block that is chosen anew, along the path if one is chosen. Only its own frames and the transitions on either side change":
        "Den gewählten Block neu erzeugen, entlang dem Pfad, wenn einer gewählt ist. Nur seine Einzelbilder und die Übergänge zu beiden Seiten ändern sich",
    "Start Server": "Server starten",
    "Start the motion server on this computer": "Den Bewegungsserver auf diesem Computer starten",
    "Stop Server": "Server anhalten",
    "Stop the motion server; a server that another Blender started goes on":
        "Den Bewegungsserver anhalten; ein Server, den ein anderes Blender gestartet hat, läuft weiter",
    "Test Connection": "Verbindung prüfen",
    "Ask the motion server whether it is there, takes the token, and has loaded its models":
        "Den Bewegungsserver fragen, ob er da ist, das Token annimmt und seine Modelle geladen hat",
    "Set Up": "Einrichten",
    "Make the motion server's own Python environment in the extension's folder, complete it, or check and mend it. Blender's "
    "Python stays as it is":
        "Die eigene Python-Umgebung des Bewegungsservers im Ordner der Erweiterung anlegen, vervollständigen oder prüfen und "
        "reparieren. Blenders Python bleibt, wie es ist",
    "Stop Set Up; what has arrived is kept, and Set Up goes on from there":
        "Das Einrichten anhalten; was schon da ist, bleibt, und es geht von dort weiter",
    "Stop the motion server and delete its environment, which frees the disk; styles that you taught stay":
        "Den Bewegungsserver anhalten und seine Umgebung löschen, was Speicherplatz freigibt; gelernte Stile bleiben",
    "Copy Log": "Protokoll kopieren",
    "Copy what Set Up did and what it was told, to paste where you ask for help":
        "Kopieren, was beim Einrichten geschah und gemeldet wurde, um es bei der Frage nach Hilfe einzufügen",
    "Open Log": "Protokoll öffnen",
    "Open the log of Set Up in the program that this computer uses for text":
        "Das Protokoll des Einrichtens im Textprogramm dieses Computers öffnen",
    "Allow Online Access": "Online-Zugriff erlauben",
    "Switch on “Allow Online Access” in Blender's system preferences":
        "„Online-Zugriff erlauben“ in Blenders Systemeinstellungen einschalten",
    "Drag Strip": "Streifen ziehen",
    "Choose a block of the timeline, and drag it or one of its edges. Escape puts it back":
        "Einen Block der Zeitleiste wählen und ihn oder einen seiner Ränder ziehen. Escape setzt ihn zurück",
    "Open Strip": "Streifen öffnen",
    "Change the prompt of the block under the mouse": "Den Prompt des Blocks unter der Maus ändern",
    "Add Clips": "Clips hinzufügen",
    "Learn from what the selected armatures play, any rig of a person: their actions, and those of NLA strips that are not "
    "muted. Actions selected in the Outliner or the Asset Browser are added for the active armature":
        "Von dem lernen, was die ausgewählten Skelette abspielen, jedes Rig einer Person: ihre Aktionen und die der "
        "NLA-Streifen, die nicht stumm sind. Im Outliner oder Asset-Browser ausgewählte Aktionen werden für das aktive Skelett "
        "hinzugefügt",
    "Add Any Action": "Beliebige Aktion hinzufügen",
    "Learn from any action of this file that moves bones of the active armature":
        "Von einer beliebigen Aktion dieser Datei lernen, die Knochen des aktiven Skeletts bewegt",
    "Add BVH Files": "BVH-Dateien hinzufügen",
    "Learn from BVH files of any person's skeleton": "Von BVH-Dateien mit dem Skelett einer beliebigen Person lernen",
    "Remove Clip": "Clip entfernen",
    "Take this clip out of the list. The action or file itself stays":
        "Diesen Clip aus der Liste nehmen. Die Aktion oder Datei selbst bleibt",
    "Remove All Clips": "Alle Clips entfernen",
    "Take all clips out of the list. The actions and files themselves stay":
        "Alle Clips aus der Liste nehmen. Die Aktionen und Dateien selbst bleiben",
    "Choose Style": "Stil wählen",
    "Add to Prompt": "Zum Prompt hinzufügen",
    "Preview": "Vorschau",
    "Let the character walk in this style, as a take at the playhead. Reject brings back what was there":
        "Die Figur in diesem Stil gehen lassen, als Take am Abspielkopf. Ablehnen bringt zurück, was vorher da war",
    "Delete Style": "Stil löschen",
    "Delete this style for good, for all files. This cannot be undone":
        "Diesen Stil endgültig löschen, für alle Dateien. Das lässt sich nicht rückgängig machen",
    "Export Style": "Stil exportieren",
    "Save this style as a file, for another computer or somebody else":
        "Diesen Stil als Datei sichern, für einen anderen Computer oder jemand anderen",
    "Import Style": "Stil importieren",
    "Add a style that was exported on another computer or by somebody else":
        "Einen Stil hinzufügen, der auf einem anderen Computer oder von jemand anderem exportiert wurde",
    "Refresh": "Aktualisieren",
    "Read the list of styles from the server again": "Die Liste der Stile noch einmal vom Server lesen",
    "Show Take": "Take zeigen",
    "Play the next or the previous take": "Den nächsten oder vorigen Take abspielen",
    "Star": "Stern",
    "Mark the take that is shown, or take the mark away. Keep keeps every take with a star, and Again leaves it":
        "Den gezeigten Take markieren oder die Markierung wegnehmen. Behalten behält jeden Take mit Stern, und Nochmal lässt ihn stehen",
    "Keep": "Behalten",
    "Keep the take that is shown, and those with a star, and remove the others. The action from before stays in the file":
        "Den gezeigten Take und alle mit Stern behalten, die anderen entfernen. Die Aktion von vorher bleibt in der Datei",
    "Reject": "Ablehnen",
    "Remove all takes and go back to exactly the action and pose from before":
        "Alle Takes entfernen und genau zu Aktion und Pose von vorher zurückkehren",
    "Play Kept Take": "Behaltenen Take abspielen",
    "Let the character play this take again. The action it plays now stays in the file":
        "Die Figur diesen Take wieder abspielen lassen. Die jetzt laufende Aktion bleibt in der Datei",
    "Remove from List": "Aus der Liste entfernen",
    "Take this take off the list. Its action is deleted where nothing else uses it":
        "Diesen Take von der Liste nehmen. Seine Aktion wird gelöscht, wenn sonst nichts sie verwendet",
    "About": "Über",
    "Advanced": "Erweitert",
    "Prompts on the Timeline": "Prompts auf der Zeitleiste",
    "Character": "Figur",
    "Generate Presets": "Voreinstellungen für Erzeugen",
    "Settings that you or the add-on keep under a name": "Einstellungen, die unter einem Namen aufbewahrt sind",
    "Rig Map": "Rig-Zuordnung",
    "Scope": "Umfang",
    "The path is only {} m long. Draw a longer curve, or choose another one.":
        "Der Pfad ist nur {} m lang. Eine längere Kurve zeichnen oder eine andere wählen.",
    "The character stands at the end of the path. Move it to the path's start, or turn the curve around (Segments > Switch "
    "Direction in Edit Mode).":
        "Die Figur steht am Ende des Pfads. Sie an den Anfang des Pfads stellen oder die Kurve umkehren (Segmente > Richtung wechseln "
        "im Bearbeitungsmodus).",
    "The character stands {} m from where the path begins, and has keys before, so it walks there first.":
        "Die Figur steht {} m vom Anfang des Pfads entfernt und hat Schlüsselbilder davor, daher geht sie zuerst dorthin.",
    "The motion hardly goes anywhere, so the character does not get along the path.":
        "Die Bewegung kommt kaum von der Stelle, daher kommt die Figur auf dem Pfad nicht voran.",
    "The motion goes farther than the path, so the character walks {} m straight on at its end. {}":
        "Die Bewegung geht weiter als der Pfad, daher geht die Figur an seinem Ende {} m geradeaus weiter. {}",
    "The motion ends {} m before the path does. {}": "Die Bewegung endet {} m vor dem Ende des Pfads. {}",
    "Shorten the motion.": "Die Bewegung kürzen.",
    "Shorten the motion, or choose Fit to Path.": "Die Bewegung kürzen oder An Pfad anpassen wählen.",
    "Lengthen the motion.": "Die Bewegung verlängern.",
    "Lengthen the motion, or choose Fit to Path.": "Die Bewegung verlängern oder An Pfad anpassen wählen.",
    "The path leads up to {}° away from where the steps go, so the body turns along as far as its legs need. To keep it facing, ask "
    "for steps in that direction.":
        "Der Pfad führt bis zu {}° von den Schritten weg, daher dreht sich der Körper mit, so weit seine Beine es brauchen. Damit er "
        "weiter so blickt, Schritte in diese Richtung verlangen.",
    "The curve {} that this take follows is no longer there. Re-Run still follows it as it was.":
        "Die Kurve {}, der dieser Take folgt, gibt es nicht mehr. Wiederholen folgt ihr weiterhin, wie sie war.",
    "The motion around the block is not on the path {}, so the block does not follow it. Generate All does.":
        "Die Bewegung um den Block herum liegt nicht auf dem Pfad {}, deshalb folgt der Block ihm nicht. „Alle erzeugen“ tut es.",
    "The path {} is no curve. Choose a curve, or clear the field Path.":
        "Der Pfad {} ist keine Kurve. Eine Kurve wählen oder das Feld Pfad leeren.",
    "The path {} has been deleted from the scene. Choose another curve, or clear the field Path.":
        "Der Pfad {} wurde aus der Szene gelöscht. Eine andere Kurve wählen oder das Feld Pfad leeren.",
    "Scope leaves the pelvis out, so the path is not followed.": "Der Umfang lässt das Becken aus, daher wird dem Pfad nicht gefolgt.",
    "Path": "Pfad",
    "A curve for the character to walk along, as seen from above. It begins on the curve beside where it stands, or at the "
    "curve's start where that is more than a metre away. With keys before the playhead it walks over to the curve from where it "
    "stands":
        "Eine Kurve, der die Figur folgt, von oben gesehen. Sie beginnt auf der Kurve neben ihrem Standort oder, wenn dieser mehr als "
        "einen Meter entfernt ist, an deren Anfang. Mit Schlüsselbildern vor dem Abspielkopf geht sie von ihrem Standort zur Kurve "
        "hinüber",
    "Facing": "Blickrichtung",
    "Where the body faces on the path": "Wohin der Körper auf dem Pfad blickt",
    "Along the Path": "Entlang des Pfads",
    "The body turns with the path. Who walks sideways or backwards does so along the path":
        "Der Körper dreht sich mit dem Pfad. Wer seitwärts oder rückwärts geht, tut das entlang des Pfads",
    "Fixed": "Fest",
    "The body keeps facing as it stands, and its hips turn a little to where it goes. For gentle curves, and for steps sideways "
    "or backwards: where the path leads across the steps, the body turns along as far as its legs need":
        "Der Körper blickt weiter, wie er steht, und die Hüfte dreht sich etwas in die Gehrichtung. Für sanfte Kurven und für "
        "Schritte seitwärts oder rückwärts: wo der Pfad quer zu den Schritten führt, dreht sich der Körper mit, so weit "
        "seine Beine es brauchen",
    "Fit to Path": "An Pfad anpassen",
    "Make strides longer or shorter, 0.7 to 1.4 times, so that the motion ends where the path ends":
        "Schritte länger oder kürzer machen, 0,7- bis 1,4-fach, sodass die Bewegung am Ende des Pfads endet",
    "A modifier makes a surface of the curve {}. Switch it off, or choose another curve as the path.":
        "Ein Modifikator macht aus der Kurve {} eine Fläche. Ihn ausschalten oder eine andere Kurve als Pfad wählen.",
    "The curve {} has fewer than two points. Draw a longer curve, or choose another one as the path.":
        "Die Kurve {} hat weniger als zwei Punkte. Eine längere Kurve zeichnen oder eine andere als Pfad wählen.",
    "Server": "Server",
    "Status": "Status",
    "Style": "Stil",
    "Teach a Style": "Einen Stil beibringen",
    "Learned Styles": "Gelernte Stile",
    "Takes": "Takes",
    "Kept Takes": "Behaltene Takes",
    "Examples": "Beispiele",
    "Texts that come out well": "Texte, die gut gelingen",
    "Add to": "Hinzufügen zu",
    "Add the style to another text": "Den Stil in einen anderen Text schreiben",
    "Prompt": "Prompt",
    "What the character does, in plain English": "Was die Figur tut, in einfachem Englisch",
    "Length": "Länge",
    "How long the motion is": "Wie lang die Bewegung ist",
    "Seconds": "Sekunden",
    "A length in seconds": "Eine Länge in Sekunden",
    "Scene Range": "Szenenbereich",
    "From the playhead to the scene's last frame": "Vom Abspielkopf bis zum letzten Einzelbild der Szene",
    "Length of the motion in seconds, 0.7 to 10": "Länge der Bewegung in Sekunden, 0,7 bis 10",
    "Seed": "Startwert",
    "The same seed and settings give the same motion": "Derselbe Startwert und dieselben Einstellungen ergeben dieselbe Bewegung",
    "Lock Seed": "Startwert sperren",
    "Keep this seed; otherwise each Generate draws a new one": "Diesen Startwert behalten; sonst zieht jedes Erzeugen einen neuen",
    "How many versions to make at once": "Wie viele Fassungen auf einmal erzeugt werden",
    "Guidance": "Führung",
    "How closely the motion follows the prompt; high values exaggerate": "Wie eng die Bewegung dem Prompt folgt; hohe Werte übertreiben",
    "Steps": "Schritte",
    "Sampling steps: up to 4 are made by the fast model, more by the exact one": "Rechenschritte: bis zu 4 macht das schnelle Modell, mehr das genaue",
    "Quality": "Qualität",
    "How much time a motion may take": "Wie viel Zeit eine Bewegung kosten darf",
    "Best": "Beste",
    "Four steps of the fast model: several times as quick": "Vier Schritte des schnellen Modells: um ein Mehrfaches schneller",
    "Fifty steps of the exact model": "Fünfzig Schritte des genauen Modells",
    "What the character does between the pins; may stay empty": "Was die Figur zwischen den Pins tut; darf leer bleiben",
    "Variations": "Varianten",
    "How closely the motion follows the prompt": "Wie eng die Bewegung dem Prompt folgt",
    "Before": "Davor",
    "Seconds of motion to make before the first pin": "Sekunden Bewegung, die vor dem ersten Pin erzeugt werden",
    "After": "Danach",
    "Seconds of motion to make after the last pin": "Sekunden Bewegung, die nach dem letzten Pin erzeugt werden",
    "Few Keys": "Wenige Schlüssel",
    "Leave few Bézier keys that are easy to edit, instead of one a frame":
        "Statt eines Schlüsselbilds je Einzelbild wenige Bézier-Schlüssel lassen, die sich leicht bearbeiten lassen",
    "Degrees": "Grad",
    "How far a bone may be from the motion that was made, where there are few keys":
        "Wie weit ein Knochen von der erzeugten Bewegung abweichen darf, wo es wenige Schlüssel gibt",
    "Ghosts": "Geister",
    "Show the pinned poses in the viewport": "Die angehefteten Posen im Ansichtsfenster zeigen",
    "What the pose looks like, in plain English": "Wie die Pose aussieht, in einfachem Englisch",
    "Candidates": "Kandidaten",
    "How many different poses to choose from": "Wie viele verschiedene Posen zur Wahl stehen",
    "Selected Bones Only": "Nur ausgewählte Knochen",
    "Only the bones that are selected in Pose Mode take the pose; the others stay as they were":
        "Nur die im Posenmodus ausgewählten Knochen nehmen die Pose an; die anderen bleiben, wie sie waren",
    "From what stands at the playhead to the pose, 0.7 to 10 seconds":
        "Von dem, was am Abspielkopf steht, bis zur Pose, 0,7 bis 10 Sekunden",
    "Frames": "Einzelbilder",
    "The frames that Generate fills": "Die Einzelbilder, die Erzeugen füllt",
    "From Playhead": "Ab Abspielkopf",
    "From the playhead, as long as the length says": "Ab dem Abspielkopf, so lang wie die Länge sagt",
    "Preview Range": "Vorschaubereich",
    "The preview range: press P in the timeline and drag": "Der Vorschaubereich: P in der Zeitleiste drücken und ziehen",
    "Selected Keys": "Ausgewählte Schlüssel",
    "From the first of the keys that are selected to the last; where they lie at two frames, between them":
        "Vom ersten der ausgewählten Schlüsselbilder bis zum letzten; liegen sie auf zwei Einzelbildern, dazwischen",
    "Bones": "Knochen",
    "The bones that are keyed": "Die Knochen, die Schlüsselbilder bekommen",
    "All Bones": "Alle Knochen",
    "The whole body": "Der ganze Körper",
    "Selected Bones": "Ausgewählte Knochen",
    "Only the bones that are selected in Pose Mode; all others keep their keys":
        "Nur die im Posenmodus ausgewählten Knochen; alle anderen behalten ihre Schlüsselbilder",
    "Blend": "Überblenden",
    "Frames at either end over which the motion leads over from the keys that are there, and back to them":
        "Einzelbilder an beiden Enden, über die die Bewegung aus den vorhandenen Schlüsselbildern hinaus- und in sie zurückführt",
    "NLA Track": "NLA-Spur",
    "Keep puts each kept take on an NLA track of its own: the one shown plays, the others and the action from before are "
    "muted. Otherwise the take shown stays the action, ready to be edited":
        "Behalten legt jeden behaltenen Take auf eine eigene NLA-Spur: der gezeigte läuft, die anderen und die Aktion von vorher "
        "sind stumm. Sonst bleibt der gezeigte Take die Aktion, bereit zum Bearbeiten",
    "Compare": "Vergleichen",
    "Show the other takes beside the character, as ghosts": "Die anderen Takes als Geister neben der Figur zeigen",
    "Distance": "Abstand",
    "How far apart the compared takes stand": "Wie weit die verglichenen Takes auseinanderstehen",
    "What the character does in this block, in plain English": "Was die Figur in diesem Block tut, in einfachem Englisch",
    "Start": "Starten",
    "The first frame of the block": "Das erste Einzelbild des Blocks",
    "End": "Ende",
    "The frame at which the block has ended: the first of what comes after it":
        "Das Einzelbild, bei dem der Block zu Ende ist: das erste von dem, was danach kommt",
    "Keep the seed of this block; otherwise it draws a new one each time it is made":
        "Den Startwert dieses Blocks behalten; sonst zieht er bei jedem Erzeugen einen neuen",
    "Block": "Block",
    "The prompts on the timeline, by time": "Die Prompts auf der Zeitleiste, nach der Zeit",
    "Show Strips": "Streifen zeigen",
    "Show the blocks as strips in the timeline and the Dope Sheet, where they can be dragged":
        "Die Blöcke als Streifen in der Zeitleiste und im DopeSheet zeigen, wo sie sich ziehen lassen",
    "Transition": "Übergang",
    "Seconds over which a block becomes the next one, half of it on either side. Half as long again where that moves better":
        "Sekunden, in denen ein Block in den nächsten übergeht, die Hälfte auf jeder Seite. Anderthalbmal so lang, wo sich das besser bewegt",
    "Which frames of the character's motion are cleaned up": "Welche Einzelbilder der Bewegung der Figur aufgeräumt werden",
    "All Keys": "Alle Schlüssel",
    "From the character's first key to its last": "Vom ersten Schlüsselbild der Figur bis zu ihrem letzten",
    "The timeline's preview range (P in the timeline sets it)": "Der Vorschaubereich der Zeitleiste (P in der Zeitleiste setzt ihn)",
    "From the first to the last key that is selected in the Dope Sheet":
        "Vom ersten bis zum letzten im DopeSheet ausgewählten Schlüsselbild",
    "Retime": "Zeit anpassen",
    "Make the motion longer or shorter, or fit it to a new frame rate":
        "Die Bewegung länger oder kürzer machen oder einer neuen Bildrate anpassen",
    "To": "Auf",
    "What the motion is fitted to": "Worauf die Bewegung angepasst wird",
    "A Length": "Eine Länge",
    "So many seconds from the first frame to the last": "So viele Sekunden vom ersten Einzelbild bis zum letzten",
    "The Scene's Rate": "Die Rate der Szene",
    "The keys were made at another frame rate: the motion gets its speed back at the scene's rate":
        "Die Schlüsselbilder entstanden bei einer anderen Bildrate: die Bewegung bekommt bei der Rate der Szene ihr Tempo zurück",
    "How long the motion is to last": "Wie lang die Bewegung dauern soll",
    "Keys Were At": "Schlüssel entstanden bei",
    "The frame rate at which the keys were made, in frames a second":
        "Die Bildrate, bei der die Schlüsselbilder entstanden, in Bildern je Sekunde",
    "Change left and right over, seen from where the character stands and faces at the first frame":
        "Links und rechts vertauschen, gesehen von dort, wo die Figur beim ersten Einzelbild steht und hinsieht",
    "Smooth": "Glätten",
    "Take out shaking. Feet that stand go on standing, and the ends of a movement stay as wide":
        "Zittern entfernen. Stehende Füße stehen weiter, und die Enden einer Bewegung bleiben so weit",
    "Above": "Über",
    "What shakes faster than this is taken out, in Hertz: lower is smoother":
        "Was schneller als das zittert, wird entfernt, in Hertz: niedriger ist glatter",
    "Loop": "Schleife",
    "Let the end meet the start, in pose and speed": "Das Ende an den Anfang anschließen, in Pose und Tempo",
    "Find the Cycle": "Zyklus suchen",
    "Keep only the frames between which the body comes back to the same pose. Otherwise the whole length becomes the loop":
        "Nur die Einzelbilder behalten, zwischen denen der Körper zur selben Pose zurückkehrt. Sonst wird die ganze Länge zur Schleife",
    "Travel": "Weg",
    "What becomes of the way that the root travels in one round": "Was aus dem Weg wird, den die Wurzel in einer Runde zurücklegt",
    "Kept": "Behalten",
    "Every round goes on from where the last one ended": "Jede Runde geht dort weiter, wo die letzte endete",
    "Removed": "Entfernt",
    "Every round begins on the same spot": "Jede Runde beginnt am selben Fleck",
    "Floor": "Boden",
    "Move the motion up or down so that its lowest sole is on the character's floor":
        "Die Bewegung so heben oder senken, dass ihre tiefste Sohle auf dem Boden der Figur steht",
    "Foot Lock": "Füße festhalten",
    "Hold each foot on the floor where and while it stands: heel first, flat, then the toe":
        "Jeden Fuß am Boden halten, wo und solange er steht: erst die Ferse, dann flach, dann die Zehen",
    "In Place": "Auf der Stelle",
    "Take out the way that the root travels. How the body sways stays":
        "Den Weg entfernen, den die Wurzel zurücklegt. Wie der Körper schwankt, bleibt",
    "Keep Turning": "Drehung behalten",
    "Leave the way that the body turns. Otherwise it goes on facing as at the first frame":
        "Die Drehung des Körpers lassen. Sonst sieht er weiter in die Richtung des ersten Einzelbilds",
    "Fewer Keys": "Weniger Schlüssel",
    "How far a bone may turn away from the motion": "Wie weit sich ein Knochen von der Bewegung wegdrehen darf",
    "Centimetres": "Zentimeter",
    "How far a joint may be from its place in the motion, for a life-sized body":
        "Wie weit ein Gelenk von seinem Ort in der Bewegung entfernt sein darf, bei einem lebensgroßen Körper",
    "Shows": "Zeigt",
    "What the clip shows, without the manner: walks forward, waves. Empty: the model guesses":
        "Was der Clip zeigt, ohne die Art und Weise: walks forward, waves. Leer: das Modell rät",
    "Name": "Name",
    "Clip": "Clip",
    "The clips to learn from: their length, and what they show": "Die Clips, von denen gelernt wird: wie lang sie sind und was sie zeigen",
    "What you type between < and > in a prompt. One word, for example grumpy":
        "Was im Prompt zwischen < und > steht. Ein Wort, zum Beispiel grumpy",
    "Descriptor": "Beschreibung",
    "The plain word that comes nearest to the style, for example tired. Learning begins there":
        "Das einfache englische Wort, das dem Stil am nächsten kommt, zum Beispiel tired. Dort beginnt das Lernen",
    "Mode": "Modus",
    "How the style is learned": "Wie der Stil gelernt wird",
    "Fast": "Schnell",
    "Learn a new word: takes seconds. For manners that words come near to":
        "Ein neues Wort lernen: dauert Sekunden. Für Arten, denen Worte nahekommen",
    "Strong": "Stark",
    "Also adapt the model a little: takes up to two minutes. For manners that no word can say":
        "Auch das Modell ein wenig anpassen: dauert bis zu zwei Minuten. Für Arten, die kein Wort sagen kann",
    "Replace": "Ersetzen",
    "Give up the style that has this name now. It cannot be brought back":
        "Den Stil aufgeben, der jetzt so heißt. Er lässt sich nicht zurückholen",
    "Strength": "Stärke",
    "How strongly the style is used where a prompt names it: 0 its descriptor only, 1 as learned":
        "Wie stark der Stil wirkt, wo ein Prompt ihn nennt: 0 nur seine Beschreibung, 1 wie gelernt",
    "The styles that you have taught. Right-click one to add it to the prompt":
        "Die gelernten Stile. Ein Rechtsklick fügt einen zum Prompt hinzu",
    "Bone": "Knochen",
    "The bone that is turned for this joint. Leave it empty where the rig has none":
        "Der Knochen, der für dieses Gelenk gedreht wird. Leer lassen, wo das Rig keinen hat",
    "Joint": "Gelenk",
    "The joint that is chosen in the list": "Das in der Liste gewählte Gelenk",
    "PyTorch": "PyTorch",
    "The build of PyTorch that Set Up installs; changing it takes effect when Set Up is pressed again":
        "Die Fassung von PyTorch, die Einrichten installiert; eine Änderung gilt, sobald wieder Einrichten gedrückt wird",
    "CPU": "CPU",
    "CPU: about 0.2 GB to download. Runs on every computer, and the motion models are quick on it":
        "CPU: etwa 0,2 GB Download. Läuft auf jedem Computer, und die Bewegungsmodelle sind darauf schnell",
    "CUDA 13 (NVIDIA)": "CUDA 13 (NVIDIA)",
    "CUDA 13 (NVIDIA): about 2.6 GB to download. For training on NVIDIA cards from the RTX 20 series on (driver 580 or "
    "newer). Motion is made on the processor with this build too":
        "CUDA 13 (NVIDIA): etwa 2,6 GB Download. Für NVIDIA-Karten ab der RTX-20-Reihe, mit einem Treiber der Version 580 oder neuer",
    "Python": "Python",
    "For developers: run the server with this Python instead of the private environment, for example with the one that "
    "build_addon.py made (.venv/bin/python)":
        "Für Entwickler: den Server mit diesem Python statt der eigenen Umgebung betreiben, zum Beispiel mit dem von "
        "build_addon.py (.venv/bin/python)",
    "Address": "Adresse",
    "Address of a motion server elsewhere, for example http://192.168.0.5:8000. Empty: this computer":
        "Adresse eines Bewegungsservers anderswo, zum Beispiel http://192.168.0.5:8000. Leer: dieser Computer",
    "Token": "Token",
    "The token of the server elsewhere; it is in the file server.json there":
        "Das Token des Servers anderswo; es steht dort in der Datei server.json",
    "Less than two frames would be left. Choose a longer time.": "Es blieben weniger als zwei Einzelbilder. Eine längere Zeit wählen.",
    "A loop needs 4 frames or more. Choose a longer range.":
        "Eine Schleife braucht mindestens 4 Einzelbilder. Einen längeren Bereich wählen.",
    "“{}” is not a BVH file. Export it again as BVH (Biovision Hierarchy).":
        "„{}“ ist keine BVH-Datei. Noch einmal als BVH (Biovision Hierarchy) exportieren.",
    "The clip {} cannot be read ({}). Remove it from the list.": "Der Clip {} lässt sich nicht lesen ({}). Aus der Liste entfernen.",
    "The file {} cannot be read ({}). Choose another file.": "Die Datei {} lässt sich nicht lesen ({}). Eine andere Datei wählen.",
    "This character's NLA is switched off, so a strip would not play. Switch it on in the NLA editor, or NLA Track off here.":
        "Die NLA dieser Figur ist ausgeschaltet, ein Streifen würde also nicht laufen. Im NLA-Editor einschalten, oder hier "
        "NLA-Spur ausschalten.",
    "The bone {} is scaled at frame {}. Clear its scale (Alt S in Pose Mode; delete scale keys), then try again.":
        "Der Knochen {} ist bei Einzelbild {} skaliert. Seine Skalierung zurücksetzen (Alt S im Posenmodus; Skalierungsschlüssel "
        "löschen), dann noch einmal versuchen.",
    "The pose at frame {} cannot be read ({}). Set it again, then try again.":
        "Die Pose bei Einzelbild {} lässt sich nicht lesen ({}). Neu setzen, dann noch einmal versuchen.",
    "The keys after frame {} go on {} m from where the motion gets to, so the body slides there. Fill Gap with a prompt "
    "makes motion that arrives by itself.":
        "Die Schlüsselbilder nach Einzelbild {} gehen {} m von dort weiter, wohin die Bewegung kommt, der Körper rutscht also "
        "hin. „Lücke füllen“ mit einem Prompt macht Bewegung, die von selbst ankommt.",
    "There are no keys before or after frames {} to {}, so the motion is not blended into any.":
        "Vor oder nach den Einzelbildern {} bis {} gibt es keine Schlüsselbilder, die Bewegung wird also in keine übergeblendet.",
    "The motion server could not do this.": "Der Bewegungsserver konnte das nicht tun.",
    "The motion server does not answer.": "Der Bewegungsserver antwortet nicht.",
    "Start it, then try again.": "Starten, dann noch einmal versuchen.",
    "The motion server stopped in the middle of its work. Nothing in the scene has changed.":
        "Der Bewegungsserver hat mitten in der Arbeit angehalten. In der Szene hat sich nichts geändert.",
    "The motion server's answer cannot be read.": "Die Antwort des Bewegungsservers lässt sich nicht lesen.",
    "Use a server of the same version as the add-on.": "Einen Server derselben Version wie das Add-on verwenden.",
    "The motion server does not accept this token.": "Der Bewegungsserver nimmt dieses Token nicht an.",
    "Stop and start the server; for a server elsewhere, correct the token in the preferences.":
        "Den Server anhalten und starten; für einen Server anderswo das Token in den Einstellungen berichtigen.",
    "The motion server refused (HTTP {}).": "Der Bewegungsserver hat abgelehnt (HTTP {}).",
    "Look into the server's log.": "Ins Protokoll des Servers sehen.",
    "The server's address in the preferences cannot be read.": "Die Adresse des Servers in den Einstellungen lässt sich nicht lesen.",
    "Write it like http://127.0.0.1:8000.": "So schreiben: http://127.0.0.1:8000.",
    "It works: the server answers, and its models are loaded (version {}).":
        "Es geht: der Server antwortet, und seine Modelle sind geladen (Version {}).",
    "Something answers at {}, but it is not a motion server.": "Bei {} antwortet etwas, aber es ist kein Bewegungsserver.",
    "Check the address and its port.": "Adresse und Port prüfen.",
    "Asking {} …": "Frage {} …",
    "Nothing answers at {}.": "Bei {} antwortet nichts.",
    "Check the address and its port, that the server was started with --host and its computer's address, and the firewall there.":
        "Adresse und Port prüfen, ob der Server mit --host und der Adresse seines Computers gestartet wurde, und die Firewall dort.",
    "The motion server on this computer does not run.": "Der Bewegungsserver auf diesem Computer läuft nicht.",
    "Press Start.": "„Starten“ drücken.",
    "The server is of version {}, the add-on of version {}.": "Der Server hat Version {}, das Add-on Version {}.",
    "Install the same version of both.": "Von beiden dieselbe Version installieren.",
    "The server answers, but its model is not loaded. {}": "Der Server antwortet, aber sein Modell ist nicht geladen. {}",
    "The server answers; it is still loading its models.": "Der Server antwortet; er lädt noch seine Modelle.",
    "The server answers, but it does not accept this token.": "Der Server antwortet, nimmt dieses Token aber nicht an.",
    "Copy the token from the file server.json on the server's computer; it is another one after each start.":
        "Das Token aus der Datei server.json auf dem Computer des Servers kopieren; nach jedem Start ist es ein anderes.",
    "Blender may not go online, and the motion server is elsewhere.":
        "Blender darf nicht online gehen, und der Bewegungsserver ist anderswo.",
    "Press Allow Online Access.": "„Online-Zugriff erlauben“ drücken.",
    "Blender was started in offline mode, and the motion server is elsewhere.":
        "Blender wurde im Offline-Modus gestartet, und der Bewegungsserver ist anderswo.",
    "Start Blender without --offline-mode.": "Blender ohne --offline-mode starten.",
    "The motion server is being set up.": "Der Bewegungsserver wird eingerichtet.",
    "Wait until it is done.": "Warten, bis das fertig ist.",
    "The motion server's files are missing.": "Die Dateien des Bewegungsservers fehlen.",
    "Install the add-on again.": "Das Add-on neu installieren.",
    "There is no Python at {}.": "Bei {} gibt es kein Python.",
    "Correct it in the preferences.": "In den Einstellungen berichtigen.",
    "The motion server is not set up yet.": "Der Bewegungsserver ist noch nicht eingerichtet.",
    "Press Set Up.": "„Einrichten“ drücken.",
    "Setting up the motion server was not finished.": "Das Einrichten des Bewegungsservers wurde nicht beendet.",
    "Press Set Up to go on from where it stopped.": "„Einrichten“ drücken, um dort weiterzumachen.",
    "The motion server's environment belongs to another version of the add-on.":
        "Die Umgebung des Bewegungsservers gehört zu einer anderen Version des Add-ons.",
    "Press Set Up to complete it.": "„Einrichten“ drücken, um sie zu vervollständigen.",
    "The motion server's environment has lost its Python.": "Die Umgebung des Bewegungsservers hat ihr Python verloren.",
    "Press Set Up to make it again.": "„Einrichten“ drücken, um sie neu anzulegen.",
    "The add-on failed while it waited for the server ({}).": "Das Add-on ist beim Warten auf den Server gescheitert ({}).",
    "Try again.": "Noch einmal versuchen.",
    "Step {} of {} · loss {}": "Schritt {} von {} · Verlust {}",
    "Asking the server": "Fragt den Server",
    "Fetching what was made": "Holt das Ergebnis",
    "Waiting, {} ahead": "Wartet, {} davor",
    "Loading the model": "Lädt das Modell",
    "The motion server stopped by itself.{}": "Der Bewegungsserver hat von selbst angehalten.{}",
    "Start it again.": "Neu starten.",
    "The motion server is still not ready.": "Der Bewegungsserver ist noch nicht bereit.",
    "Wait a little, then try again.": "Ein wenig warten, dann noch einmal versuchen.",
    "The motion server's port is in use.": "Der Port des Bewegungsservers ist belegt.",
    "The motion server's environment is damaged ({}).": "Die Umgebung des Bewegungsservers ist beschädigt ({}).",
    "Press Set Up to mend it.": "„Einrichten“ drücken, um sie zu reparieren.",
    "This Python lacks a part of the motion server ({}).": "Diesem Python fehlt ein Teil des Bewegungsservers ({}).",
    "The motion server could not load its model.": "Der Bewegungsserver konnte sein Modell nicht laden.",
    "The motion server is not running.": "Der Bewegungsserver läuft nicht.",
    "Check the Python in the preferences.": "Das Python in den Einstellungen prüfen.",
    "The motion server did not start in a minute.": "Der Bewegungsserver ist nach einer Minute nicht gestartet.",
    "Its log is {}": "Sein Protokoll ist {}",
    "The motion server runs, but does not answer any more.": "Der Bewegungsserver läuft, antwortet aber nicht mehr.",
    "The motion server could not be started ({}).": "Der Bewegungsserver ließ sich nicht starten ({}).",
    "Put on Selected Character": "Auf ausgewählte Figur legen",
    "The motion server is not running. It starts by itself when it is needed.":
        "Der Bewegungsserver läuft nicht. Er startet von selbst, wenn er gebraucht wird.",
    "The motion server is starting.": "Der Bewegungsserver startet.",
    "The motion server is loading its models.": "Der Bewegungsserver lädt seine Modelle.",
    "Learning the style <{}>.": "Lernt den Stil <{}>.",
    "Making a pose.": "Erzeugt eine Pose.",
    "Making a motion.": "Erzeugt eine Bewegung.",
    "Learned the style in {} s.": "Stil in {} s gelernt.",
    "Made the pose in {} s.": "Pose in {} s erzeugt.",
    "Made the motion in {} s.": "Bewegung in {} s erzeugt.",
    "Uses the motion server at {}.": "Benutzt den Bewegungsserver bei {}.",
    "Setting up the motion server. {}.": "Richtet den Bewegungsserver ein. {}.",
    "Setting up the motion server.": "Richtet den Bewegungsserver ein.",
    "What plays was not made here, so there is no request to use again.":
        "Was läuft, wurde nicht hier erzeugt, also gibt es keine Anfrage zum Wiederverwenden.",
    "An older version made this take and did not note where it lands. Press Use Settings, then Generate.":
        "Eine ältere Version hat diesen Take erzeugt und nicht vermerkt, wohin er gehört. „Einstellungen übernehmen“, dann "
        "„Erzeugen“ drücken.",
    "This take was not made from a prompt or from pinned poses, so it cannot be asked for again.":
        "Dieser Take entstand nicht aus einem Prompt oder angehefteten Posen, er lässt sich also nicht noch einmal anfordern.",
    "What is stored with this take cannot be read, so it cannot be made again.":
        "Was mit diesem Take gespeichert ist, lässt sich nicht lesen, er lässt sich also nicht noch einmal erzeugen.",
    "No block is chosen. Press Add, or choose one in the list.":
        "Kein Block ist gewählt. „Hinzufügen“ drücken oder einen in der Liste wählen.",
    "The block {} overlaps another block. Move one of them.": "Der Block {} überlappt einen anderen. Einen davon verschieben.",
    "No block is chosen. Press Add first.": "Kein Block ist gewählt. Erst „Hinzufügen“ drücken.",
    "The block {} tells one thing. Write “then” between two: “a person walks, then waves”.":
        "Der Block {} erzählt nur eines. Zwischen zwei Dinge „then“ schreiben: „a person walks, then waves“.",
    "There are no blocks. Press Add, or From Markers.": "Es gibt keine Blöcke. „Hinzufügen“ oder „Aus Markierungen“ drücken.",
    "There are {} blocks, and at most {} are made at once. Remove some.":
        "Es gibt {} Blöcke, und höchstens {} werden auf einmal erzeugt. Einige entfernen.",
    "The blocks last {} seconds together, and {} are made at once. Remove some.":
        "Die Blöcke dauern zusammen {} Sekunden, und {} werden auf einmal erzeugt. Einige entfernen.",
    "The block {} has no prompt. Write what the character does in it.":
        "Der Block {} hat keinen Prompt. Schreiben, was die Figur darin tut.",
    "The block {} has a prompt of {} characters. Shorten it to {}.": "Der Prompt des Blocks {} hat {} Zeichen. Auf {} kürzen.",
    "The block {} lasts {} seconds. A block lasts {} to {}: drag one of its edges.":
        "Der Block {} dauert {} Sekunden. Ein Block dauert {} bis {}: einen seiner Ränder ziehen.",
    "The blocks {} and {} overlap. Move one of them.": "Die Blöcke {} und {} überlappen sich. Einen davon verschieben.",
    "Between the blocks {} and {} lie {} seconds. A gap lasts up to {}: move one of them, or add a block between them.":
        "Zwischen den Blöcken {} und {} liegen {} Sekunden. Eine Pause dauert höchstens {}: einen davon verschieben oder einen "
        "Block dazwischen hinzufügen.",
    "No marker has a name. Add markers (M in the timeline), name them (F2) after what happens there, then try again.":
        "Keine Markierung hat einen Namen. Markierungen hinzufügen (M in der Zeitleiste), nach dem benennen, was dort geschieht "
        "(F2), dann noch einmal versuchen.",
    "Made 1 block": "1 Block angelegt",
    "Made {} blocks": "{} Blöcke angelegt",
    "Switch to Object Mode first": "Erst in den Objektmodus wechseln",
    "The character file of the add-on is missing or damaged. Install the add-on again.":
        "Die Figurdatei des Add-ons fehlt oder ist beschädigt. Das Add-on neu installieren.",
    "{}: {} seconds. A motion is {} to {} seconds long: {}.": "{}: {} Sekunden. Eine Bewegung ist {} bis {} Sekunden lang: {}.",
    "A {} is being made. Wait for it, or press Cancel.": "Gerade wird {} erzeugt. Warten oder „Abbrechen“ drücken.",
    "From the playhead to the scene's end it is {} seconds. A motion is {} to {} seconds long.":
        "Vom Abspielkopf bis zum Ende der Szene sind es {} Sekunden. Eine Bewegung ist {} bis {} Sekunden lang.",
    "A motion is {} to {} seconds long, not {}. Change the seconds to the pose.":
        "Eine Bewegung ist {} bis {} Sekunden lang, nicht {}. Die Sekunden bis zur Pose ändern.",
    "This character has no poses to choose from. Press Pose first.": "Diese Figur hat keine Posen zur Wahl. Erst „Pose“ drücken.",
    "The pose does not stand here. Press Show Here first.": "Die Pose steht nicht hier. Erst „Hier zeigen“ drücken.",
    "This character has no takes to choose from. Press Generate first.": "Diese Figur hat keine Takes zur Wahl. Erst „Erzeugen“ drücken.",
    "This character has no kept takes. Press Generate, then Keep.":
        "Diese Figur hat keine behaltenen Takes. „Erzeugen“, dann „Behalten“ drücken.",
    "Takes wait for a choice. Keep or reject them first.": "Takes warten auf eine Wahl. Erst behalten oder ablehnen.",
    "There is no preview range. Press P in the timeline and drag over the frames, or choose other frames in Scope.":
        "Es gibt keinen Vorschaubereich. In der Zeitleiste P drücken und über die Einzelbilder ziehen, oder unter „Umfang“ "
        "andere Einzelbilder wählen.",
    "The style <{}> is being learned. Wait for it, or press Cancel in the panel Style.":
        "Der Stil <{}> wird gelernt. Warten oder im Bedienfeld „Stil“ „Abbrechen“ drücken.",
    "The character has no action with keys. Key some poses first, or press Pin Pose.":
        "Die Figur hat keine Aktion mit Schlüsselbildern. Erst Posen mit Schlüsselbildern versehen oder „Pose anheften“ drücken.",
    "No character is selected. Select one, or press Add Character.":
        "Keine Figur ist ausgewählt. Eine auswählen oder „Figur hinzufügen“ drücken.",
    "This character is linked from another file. Make a library override of it, or make it local.":
        "Diese Figur ist aus einer anderen Datei verknüpft. Eine Bibliotheksüberschreibung anlegen oder sie lokal machen.",
    "The character is in Edit Mode. Switch to Object or Pose Mode.":
        "Die Figur ist im Bearbeitungsmodus. In den Objekt- oder Posenmodus wechseln.",
    "The character is mirrored or has no size. Give it a scale above zero.":
        "Die Figur ist gespiegelt oder hat keine Größe. Eine Skalierung über null geben.",
    "The character's NLA strip is being tweaked. Leave tweak mode first (Tab in the NLA editor).":
        "Der NLA-Streifen der Figur wird gerade bearbeitet. Erst den Bearbeitungsmodus verlassen (Tab im NLA-Editor).",
    "No pose is pinned. Pose the character, then press Pin Pose.":
        "Keine Pose ist angeheftet. Die Figur stellen, dann „Pose anheften“ drücken.",
    "Only frame {} is pinned. Pin another pose, or add time before or after it.":
        "Nur Einzelbild {} ist angeheftet. Eine weitere Pose anheften oder davor oder danach Zeit hinzufügen.",
    "There is no description of a pose. Write one, for example: hands on hips.":
        "Es gibt keine Beschreibung einer Pose. Eine schreiben, zum Beispiel: hands on hips.",
    "The description has {} characters. Shorten it to {}.": "Die Beschreibung hat {} Zeichen. Auf {} kürzen.",
    "Selected Bones Only is on. Switch to Pose Mode and select the bones that take the pose, or switch it off.":
        "„Nur ausgewählte Knochen“ ist an. In den Posenmodus wechseln und die Knochen auswählen, die die Pose annehmen, oder es "
        "ausschalten.",
    "Selected Bones Only is on, but no bone of the body is selected. Select some, or switch it off.":
        "„Nur ausgewählte Knochen“ ist an, aber kein Knochen des Körpers ist ausgewählt. Einige auswählen oder es ausschalten.",
    "The prompt is empty. Write what the character does.": "Der Prompt ist leer. Schreiben, was die Figur tut.",
    "The prompt has {} characters. Shorten it to {}.": "Der Prompt hat {} Zeichen. Auf {} kürzen.",
    "Scope says Selected Bones. Switch to Pose Mode and select the bones that are to move, or choose All Bones.":
        "„Umfang“ sagt „Ausgewählte Knochen“. In den Posenmodus wechseln und die Knochen auswählen, die sich bewegen sollen, "
        "oder „Alle Knochen“ wählen.",
    "Scope says Selected Bones, but no bone of the body is selected. Select some, or choose All Bones.":
        "„Umfang“ sagt „Ausgewählte Knochen“, aber kein Knochen des Körpers ist ausgewählt. Einige auswählen oder „Alle Knochen“ wählen.",
    "A motion is {} to {} seconds long, not {}. Change the length.":
        "Eine Bewegung ist {} bis {} Sekunden lang, nicht {}. Die Länge ändern.",
    "The playhead is at the end of the scene's range. Move it back, or set the length in seconds.":
        "Der Abspielkopf steht am Ende des Szenenbereichs. Zurücksetzen oder die Länge in Sekunden angeben.",
    "No bone takes the pose: all of them are locked. Unlock their rotation, then press an arrow.":
        "Kein Knochen nimmt die Pose an: alle sind gesperrt. Ihre Rotation entsperren, dann einen Pfeil drücken.",
    "No keys are selected. Select some in the Dope Sheet, or choose other frames in Scope.":
        "Keine Schlüsselbilder sind ausgewählt. Im DopeSheet welche auswählen oder unter „Umfang“ andere Einzelbilder wählen.",
    "There is no style <{}>. None has been learned yet: see the panel Style.":
        "Den Stil <{}> gibt es nicht. Noch wurde keiner gelernt: siehe Bedienfeld „Stil“.",
    "There is no style <{}>. There are {}.": "Den Stil <{}> gibt es nicht. Es gibt {}.",
    "The character has no keys on its body. Generate a motion, or key some poses first.":
        "Der Körper der Figur hat keine Schlüsselbilder. Erst eine Bewegung erzeugen oder Posen mit Schlüsselbildern versehen.",
    "There is no preview range. Set one (P in the timeline), or choose All Keys.":
        "Es gibt keinen Vorschaubereich. Einen setzen (P in der Zeitleiste) oder „Alle Schlüssel“ wählen.",
    "No keys are selected. Select some in the Dope Sheet, or choose All Keys.":
        "Keine Schlüsselbilder sind ausgewählt. Im DopeSheet welche auswählen oder „Alle Schlüssel“ wählen.",
    "No step is switched on. Switch on what is to be done.": "Kein Schritt ist eingeschaltet. Einschalten, was getan werden soll.",
    "There is only frame {}. Clean Up needs two frames or more: choose more of the motion.":
        "Es gibt nur Einzelbild {}. „Aufräumen“ braucht mindestens zwei Einzelbilder: mehr von der Bewegung wählen.",
    "{} frames are too many at once. Set a preview range and clean up {} or fewer.":
        "{} Einzelbilder sind zu viele auf einmal. Einen Vorschaubereich setzen und höchstens {} aufräumen.",
    "{} cleaned up": "{} aufgeräumt",
    "Standing feet slid up to {} cm/s, now {}; the lowest sole was at {} cm, now {}; {} keys, now {}; {} s, now {}.":
        "Stehende Füße rutschten bis zu {} cm/s, jetzt {}; die tiefste Sohle war bei {} cm, jetzt {}; {} Schlüsselbilder, jetzt "
        "{}; {} s, jetzt {}.",
    "No gap is chosen. Select keys in the Dope Sheet, or set the preview range (P in the timeline).":
        "Keine Lücke ist gewählt. Schlüsselbilder im DopeSheet auswählen oder den Vorschaubereich setzen (P in der Zeitleiste).",
    "There is no motion before frame {} or after frame {} to go on from. Use Complete instead.":
        "Vor Einzelbild {} oder nach Einzelbild {} gibt es keine Bewegung, von der es weitergehen kann. Stattdessen "
        "„Vervollständigen“ verwenden.",
    "The motion server's answer does not fit the frames.": "Die Antwort des Bewegungsservers passt nicht zu den Einzelbildern.",
    "The motion could not be put on the character.": "Die Bewegung ließ sich nicht auf die Figur legen.",
    "Select a character and try again.": "Eine Figur auswählen und noch einmal versuchen.",
    "No takes are waiting": "Es warten keine Takes",
    "The character that this motion is for has gone. The takes are not lost.":
        "Die Figur, für die diese Bewegung ist, gibt es nicht mehr. Die Takes sind nicht verloren.",
    "Select another character and put them there, or undo and do the same.":
        "Eine andere Figur auswählen und sie dort ablegen, oder rückgängig machen und dasselbe tun.",
    "The character's NLA strip is being tweaked, so the motion cannot land. It is not lost.":
        "Der NLA-Streifen der Figur wird gerade bearbeitet, die Bewegung kann also nicht landen. Sie ist nicht verloren.",
    "Leave tweak mode (Tab in the NLA editor), then put it there.": "Den Bearbeitungsmodus verlassen (Tab im NLA-Editor), dann ablegen.",
    "The motion is not lost: put it there then.": "Die Bewegung ist nicht verloren: danach ablegen.",
    "Put on Character": "Auf die Figur legen",
    "The character's pose cannot be read ({}).": "Die Pose der Figur lässt sich nicht lesen ({}).",
    "The add-on has no preferences, because it is not installed. Set MOTION_PROMPT_PYTHON instead.":
        "Das Add-on hat keine Einstellungen, weil es nicht installiert ist. Stattdessen MOTION_PROMPT_PYTHON setzen.",
    "Write “{}” into the field": "„{}“ in das Feld schreiben",
    "Write “{}” into the field, and set its length to {} seconds": "„{}“ in das Feld schreiben und die Länge auf {} Sekunden setzen",
    "Nothing is being made": "Gerade wird nichts erzeugt",
    "The clips hold too much at once. Remove some, or switch Deform off for bones that do not matter.":
        "Die Clips enthalten zusammen zu viel. Einige entfernen oder „Deformieren“ bei unwichtigen Knochen ausschalten.",
    "The style <{}> is learned, but the list could not be read.": "Der Stil <{}> ist gelernt, aber die Liste ließ sich nicht lesen.",
    "Press Refresh.": "„Aktualisieren“ drücken.",
    "The pose is there, but no motion was made to it.": "Die Pose ist da, aber es wurde keine Bewegung zu ihr erzeugt.",
    "Press Motion from Pose again.": "Noch einmal „Bewegung aus Pose“ drücken.",
    "No bone takes the pose. Select unlocked bones in Pose Mode, or switch Selected Bones Only off.":
        "Kein Knochen nimmt die Pose an. Im Posenmodus entsperrte Knochen auswählen oder „Nur ausgewählte Knochen“ ausschalten.",
    "The character's action is linked from another file. Make it local, then try again.":
        "Die Aktion der Figur ist aus einer anderen Datei verknüpft. Lokal machen, dann noch einmal versuchen.",
    "The action is mixed with NLA strips. Set its blending to Replace and its influence to 1, or mute the strips.":
        "Die Aktion ist mit NLA-Streifen gemischt. Ihre Überblendung auf Ersetzen und ihren Einfluss auf 1 setzen oder die "
        "Streifen stummschalten.",
    "NLA strips move bones that the action does not key. Mute the strips, or bake them into the action, then try again.":
        "NLA-Streifen bewegen Knochen, für die die Aktion keine Schlüsselbilder hat. Die Streifen stummschalten oder in die "
        "Aktion backen, dann noch einmal versuchen.",
    "{} is locked. Unlock it in the Dope Sheet's channels, then try again.":
        "{} ist gesperrt. In den Kanälen des DopeSheets entsperren, dann noch einmal versuchen.",
    "{} is muted, so nothing made there would be seen. Unmute it in the Dope Sheet's channels, then try again.":
        "{} ist stumm, dort Erzeugtes wäre also nicht zu sehen. In den Kanälen des DopeSheets einschalten, dann noch einmal versuchen.",
    "{} has a modifier ({}) that would bend the new keys. Bake or remove it, then try again.":
        "{} hat einen Modifikator ({}), der die neuen Schlüsselbilder verbiegen würde. Backen oder entfernen, dann noch einmal versuchen.",
    "{} holds samples instead of keys. Use Samples to Keys in the Graph Editor, then try again.":
        "{} enthält Abtastwerte statt Schlüsselbilder. Im Graph Editor „Samples zu Schlüsselbildern“ anwenden, dann noch einmal "
        "versuchen.",
    "The bone {} is moved by a driver, so keys on it do nothing. Remove the driver, then try again.":
        "Der Knochen {} wird von einem Treiber bewegt, Schlüsselbilder auf ihm bewirken also nichts. Den Treiber entfernen, dann "
        "noch einmal versuchen.",
    "None of the selected bones belongs to the body. Select bones of the body, or none for all.":
        "Keiner der ausgewählten Knochen gehört zum Körper. Knochen des Körpers auswählen, oder keine für alle.",
    "Frame {} holds: {}": "Einzelbild {} hält: {}",
    "Blender refuses to key these bones. Look whether their channels are locked or the action is linked.":
        "Blender kann diese Knochen nicht mit Schlüsselbildern versehen. Nachsehen, ob ihre Kanäle gesperrt sind oder die Aktion "
        "verknüpft ist.",
    "This character has no pins. Press Pin Pose first.": "Diese Figur hat keine Pins. Erst „Pose anheften“ drücken.",
    "No keys of {}'s body are selected. Select some in the Dope Sheet, then try again.":
        "Keine Schlüsselbilder des Körpers von {} sind ausgewählt. Im DopeSheet einige auswählen, dann noch einmal versuchen.",
    "Pinned 1 frame": "1 Einzelbild angeheftet",
    "Pinned {} frames": "{} Einzelbilder angeheftet",
    "The pose could not be put on the character.": "Die Pose ließ sich nicht auf die Figur legen.",
    "Select the character, then press Pose again.": "Die Figur auswählen, dann noch einmal „Pose“ drücken.",
    "No poses are waiting": "Es warten keine Posen",
    "The character that this pose is for has gone.": "Die Figur, für die diese Pose ist, gibt es nicht mehr.",
    "Select another one, then press Pose again.": "Eine andere auswählen, dann noch einmal „Pose“ drücken.",
    "Then press Pose again.": "Danach noch einmal „Pose“ drücken.",
    "No rig has a map. Select your rig and press Use This Rig.":
        "Kein Rig hat eine Zuordnung. Das eigene Rig auswählen und „Dieses Rig verwenden“ drücken.",
    "No armature is selected. Select your rig, or a mesh that it moves.":
        "Kein Skelett ist ausgewählt. Das eigene Rig auswählen oder ein Mesh, das es bewegt.",
    "Takes or poses wait for a choice. Keep or reject them first.": "Takes oder Posen warten auf eine Wahl. Erst behalten oder ablehnen.",
    "No rig of your own is in use.": "Kein eigenes Rig ist in Benutzung.",
    "Takes or poses wait for a choice. Keep or discard them first.": "Takes oder Posen warten auf eine Wahl. Erst behalten oder verwerfen.",
    "{}: {}. Click to choose another": "{}: {}. Klicken, um einen anderen zu wählen",
    "No bone is active. Click a bone in Pose Mode first.": "Kein Knochen ist aktiv. Erst im Posenmodus einen Knochen anklicken.",
    "What the preset is called": "Wie die Voreinstellung heißt",
    "A rig map that you have saved": "Eine gesicherte Rig-Zuordnung",
    "Preset": "Voreinstellung",
    "The saved rig map": "Die gesicherte Rig-Zuordnung",
    "No rig of your own is in use. Press Use This Rig first.": "Kein eigenes Rig ist in Benutzung. Erst „Dieses Rig verwenden“ drücken.",
    "{}: {} of {} joints have a bone": "{}: {} von {} Gelenken haben einen Knochen",
    "Saved the rig map {}": "Rig-Zuordnung {} gesichert",
    "No rig map has been saved yet. Press Save Preset first.":
        "Noch wurde keine Rig-Zuordnung gesichert. Erst „Voreinstellung sichern“ drücken.",
    "The preset needs a name with a letter in it.": "Die Voreinstellung braucht einen Namen mit einem Buchstaben.",
    "None of the bones of {} is in this rig. Press Guess Again.": "Keiner der Knochen von {} ist in diesem Rig. „Neu raten“ drücken.",
    "{} poses of {}, to the body and back: {}° and {} cm at most": "{} Posen von {}, zum Körper und zurück: höchstens {}° und {} cm",
    "The preset could not be saved ({}). Look whether the disk is full or write-protected.":
        "Die Voreinstellung ließ sich nicht sichern ({}). Nachsehen, ob der Datenträger voll oder schreibgeschützt ist.",
    "The preset {} cannot be read. Save it anew.": "Die Voreinstellung {} lässt sich nicht lesen. Neu sichern.",
    "The rig cannot be measured: {}": "Das Rig lässt sich nicht messen: {}",
    "The server runs already": "Der Server läuft schon",
    "The server does not run": "Der Server läuft nicht",
    "Set Up is running. Wait for it, or press Cancel.": "Das Einrichten läuft. Warten oder „Abbrechen“ drücken.",
    "The motion server that runs belongs to another Blender. Close that Blender first.":
        "Der laufende Bewegungsserver gehört zu einem anderen Blender. Erst dieses Blender schließen.",
    "There is no environment to remove.": "Es gibt keine Umgebung zum Entfernen.",
    "The motion server's environment is removed. Set Up makes it again.":
        "Die Umgebung des Bewegungsservers ist entfernt. „Einrichten“ legt sie neu an.",
    "The log is copied.": "Das Protokoll ist kopiert.",
    "Set Up is not running.": "Das Einrichten läuft nicht.",
    "There is no log yet. Set Up writes one.": "Es gibt noch kein Protokoll. „Einrichten“ schreibt eines.",
    "Blender was started in offline mode. Start it without --offline-mode.":
        "Blender wurde im Offline-Modus gestartet. Ohne --offline-mode starten.",
    "The log cannot be opened. It is {}": "Das Protokoll lässt sich nicht öffnen. Es ist {}",
    "There are no strips here.": "Hier gibt es keine Streifen.",
    "Frames {} to {}, {} frames": "Einzelbilder {} bis {}, {} Einzelbilder",
    "The style has no name. Type one, for example: grumpy.": "Der Stil hat keinen Namen. Einen eingeben, zum Beispiel: grumpy.",
    "A style's name is one word. Write it with hyphens: {}.": "Der Name eines Stils ist ein Wort. Mit Bindestrichen schreiben: {}.",
    "The style has no descriptor. Type the plain word that comes nearest to it, for example: tired.":
        "Der Stil hat keine Beschreibung. Das einfache englische Wort eingeben, das ihm am nächsten kommt, zum Beispiel: tired.",
    "The descriptor is one plain word, or up to four, without < > and digits. For example: tired.":
        "Die Beschreibung ist ein einfaches englisches Wort, oder bis zu vier, ohne < > und Ziffern. Zum Beispiel: tired.",
    "That did not work: see {}.": "Das ging nicht: siehe {}.",
    "The motion server does not run. Press Start in the panel Server.":
        "Der Bewegungsserver läuft nicht. Im Bedienfeld „Server“ „Starten“ drücken.",
    "There is no style in the list. Press Learn Style, or import one.":
        "Es gibt keinen Stil in der Liste. „Stil lernen“ drücken oder einen importieren.",
    "There is no clip to learn from. Select a character that plays one, then press Add Clips.":
        "Es gibt keinen Clip zum Lernen. Eine Figur auswählen, die einen abspielt, dann „Clips hinzufügen“ drücken.",
    "{} clips are too many. A style is learned from up to {}: remove some.":
        "{} Clips sind zu viele. Ein Stil wird von höchstens {} gelernt: einige entfernen.",
    "The clips are too short: the longest has {} seconds. Add one of at least {} seconds.":
        "Die Clips sind zu kurz: der längste hat {} Sekunden. Einen von mindestens {} Sekunden hinzufügen.",
    "The clips last {} minutes together. Choose the most telling {} minutes of them.":
        "Die Clips dauern zusammen {} Minuten. Die {} aussagekräftigsten Minuten wählen.",
    "There is a style <{}> already. Choose another name, or switch Replace on.":
        "Den Stil <{}> gibt es schon. Einen anderen Namen wählen oder „Ersetzen“ einschalten.",
    "The clip {} {}. Mend that, or remove it from the list.": "Der Clip {} {}. Das beheben oder ihn aus der Liste entfernen.",
    "No armature is selected. Select one that plays a motion, or press Add BVH Files.":
        "Kein Skelett ist ausgewählt. Eines auswählen, das eine Bewegung abspielt, oder „BVH-Dateien hinzufügen“ drücken.",
    "Action": "Aktion",
    "These clips are in the list already": "Diese Clips sind schon in der Liste",
    "No armature is selected. Select the one that the action is for.":
        "Kein Skelett ist ausgewählt. Das auswählen, für das die Aktion ist.",
    "No file is chosen. Choose one or more BVH files.": "Keine Datei ist gewählt. Eine oder mehrere BVH-Dateien wählen.",
    "There is no clip in the list": "Es ist kein Clip in der Liste",
    "Added 1 clip": "1 Clip hinzugefügt",
    "Added {} clips": "{} Clips hinzugefügt",
    "{} plays no action. Assign one, or pick one with the magnifying glass.":
        "{} spielt keine Aktion ab. Eine zuweisen oder eine mit der Lupe aussuchen.",
    "No action of this file moves bones of {}. Append some, then try again.":
        "Keine Aktion dieser Datei bewegt Knochen von {}. Welche anhängen, dann noch einmal versuchen.",
    "This action moves no bone of {}. Choose another.": "Diese Aktion bewegt keinen Knochen von {}. Eine andere wählen.",
    "A style that you have taught": "Ein gelernter Stil",
    "Write this style into {}, before the person that it is about": "Diesen Stil in {} schreiben, vor die Person, um die es geht",
    "A style of the same name may go. It cannot be brought back": "Ein Stil gleichen Namens darf weg. Er lässt sich nicht zurückholen",
    "{}, from “{}” on. Right-click adds it to the prompt": "{}, von „{}“ aus. Ein Rechtsklick fügt ihn zum Prompt hinzu",
    "This cannot be undone. Export it first to keep a copy.": "Das lässt sich nicht rückgängig machen. Für eine Kopie vorher exportieren.",
    "Delete": "Löschen",
    "There is no style <{}> any more. Press Refresh.": "Den Stil <{}> gibt es nicht mehr. „Aktualisieren“ drücken.",
    "No file is chosen. Choose a style that was exported.": "Keine Datei ist gewählt. Einen exportierten Stil wählen.",
    "<{}> is in {} already": "<{}> steht schon in {}",
    "Delete the Style <{}>?": "Den Stil <{}> löschen?",
    "{} cannot be read ({}). Choose another file.": "{} lässt sich nicht lesen ({}). Eine andere Datei wählen.",
    "The style could not be saved as {} ({}).": "Der Stil ließ sich nicht als {} sichern ({}).",
    "Choose another place, then export it again.": "Einen anderen Ort wählen, dann noch einmal exportieren.",
    "Take": "Take",
    "The take's action": "Die Aktion des Takes",
    "“{}” is not among this character's kept takes any more.": "„{}“ ist nicht mehr unter den behaltenen Takes dieser Figur.",
    "None selected": "Keine ausgewählt",
    "The scene's rate is {} fps.": "Die Rate der Szene ist {} fps.",
    "Prompt (optional)": "Prompt (kann leer sein)",
    "Several characters are selected. This works on {}.": "Mehrere Figuren sind ausgewählt. Gearbeitet wird an {}.",
    "Clear": "Leeren",
    "Error at the {} pinned frames: {}° and {} cm": "Abweichung an den {} angehefteten Einzelbildern: {}° und {} cm",
    "Error at the pinned frame: {}° and {} cm": "Abweichung am angehefteten Einzelbild: {}° und {} cm",
    "Server Elsewhere": "Server anderswo",
    "Without an address, the motion server on this computer is used.": "Ohne Adresse wird der Bewegungsserver auf diesem Computer benutzt.",
    "On that computer: python -m server --host ADDRESS --port PORT":
        "Auf jenem Computer: python -m server --host ADRESSE --port PORT",
    "Frames {} to {}, {} s": "Einzelbilder {} bis {}, {} s",
    "Over the selected keys": "Über den ausgewählten Schlüsseln",
    "In the preview range": "Im Vorschaubereich",
    "Motion of {} fps is resampled to the scene's {} fps.": "Bewegung mit {} fps wird auf die {} fps der Szene umgerechnet.",
    "{} frames, {} s": "{} Einzelbilder, {} s",
    "These poses wait. They were shown at frame {}.": "Diese Posen warten. Sie wurden bei Einzelbild {} gezeigt.",
    "Takes the pose: {}.": "Nimmt die Pose an: {}.",
    "{} of {}": "{} von {}",
    "Fits the words: {}": "Passt zu den Worten: {}",
    "missing": "fehlt",
    "none": "keiner",
    "Leave": "Verlassen",
    "Stop": "Anhalten",
    "About {} GB are downloaded once, and {} GB stay on the disk, in the extension's own folder.":
        "Etwa {} GB werden einmal heruntergeladen, und {} GB bleiben auf dem Datenträger, im eigenen Ordner der Erweiterung.",
    "The motion server is set up.": "Der Bewegungsserver ist eingerichtet.",
    "PyTorch is the {} build, and {} is chosen. Press Set Up to change it.":
        "PyTorch ist die Fassung {}, gewählt ist {}. „Einrichten“ drücken, um zu wechseln.",
    "Choose Build, or a Server Elsewhere": "Fassung oder Server anderswo wählen",
    "Motion Server on This Computer": "Bewegungsserver auf diesem Computer",
    "The Python below is used instead of this environment.": "Das Python unten wird statt dieser Umgebung benutzt.",
    "Set Up stopped at: {}.": "Das Einrichten hielt an bei: {}.",
    "Check and Mend": "Prüfen und reparieren",
    "Motion Prompt": "Motion Prompt",
    "A new word: takes seconds.": "Ein neues Wort: dauert Sekunden.",
    "Adapts the model too: takes up to two minutes.": "Passt auch das Modell an: dauert bis zu zwei Minuten.",
    "Add BVH Files…": "BVH-Dateien hinzufügen …",
    "Learned <{}>: loss {} to {}.": "<{}> gelernt: Verlust {} auf {}.",
    "The motion server is starting. Your styles are shown when it is ready.":
        "Der Bewegungsserver startet. Die Stile erscheinen, wenn er bereit ist.",
    "The motion server does not run. Start it to see your styles.": "Der Bewegungsserver läuft nicht. Zum Anzeigen der Stile starten.",
    "Generate's Prompt": "Prompt von Erzeugen",
    "Complete's Prompt": "Prompt von Vervollständigen",
    "Pose's Description": "Beschreibung von Pose",
    "What it shows (optional): walks forward": "Was er zeigt (kann leer sein): walks forward",
    "The clip {} {}.": "Der Clip {} {}.",
    "{} s  {}": "{} s  {}",
    "Not usable": "Nicht benutzbar",
    "Replace <{}>": "<{}> ersetzen",
    "The list is being read.": "Die Liste wird gelesen.",
    "The list has not been read. Press Refresh.": "Die Liste wurde nicht gelesen. „Aktualisieren“ drücken.",
    "No style has been learned yet.": "Noch wurde kein Stil gelernt.",
    "Add <{}> to Prompt": "<{}> zum Prompt hinzufügen",
    "Made from: {}": "Erzeugt aus: {}",
    "Keep {}": "{} behalten",
    "Take {} of {}": "Take {} von {}",
    "For Developers": "Für Entwickler",
    "{}: about {} GB to download. {}": "{}: etwa {} GB Download. {}",
    "The control {} follows something that is not in the rig map. Choose the control that moves it, or leave {} out of the map.":
        "Der Regler {} folgt etwas, das nicht in der Rig-Zuordnung ist. Den Regler wählen, der ihn bewegt, oder {} aus der "
        "Zuordnung lassen.",
    "The controls of this rig hang on each other in a ring. Leave one of them out of the rig map.":
        "Die Regler dieses Rigs hängen im Kreis aneinander. Einen davon aus der Rig-Zuordnung lassen.",
    "No bone was found for: {}. Choose the bones in the list under Rig Map.":
        "Kein Knochen gefunden für: {}. Die Knochen in der Liste unter „Rig-Zuordnung“ wählen.",
    "{} is no saved rig map": "{} ist keine gesicherte Rig-Zuordnung",
    "Runs on every computer, and the motion models are quick on it":
        "Läuft auf jedem Computer, und die Bewegungsmodelle sind darauf schnell",
    "For training on NVIDIA cards from the RTX 20 series on (driver 580 or newer). Motion is made on the processor with this build too":
        "Zum Trainieren auf NVIDIA-Karten ab der RTX-20-Reihe (Treiber 580 oder neuer). Bewegung entsteht auch damit auf dem Prozessor",
    "The disk is full.": "Der Datenträger ist voll.",
    "Free some space. {}": "Etwas Platz schaffen. {}",
    "The secure connection to the package index was refused.": "Die sichere Verbindung zum Paketverzeichnis wurde abgelehnt.",
    "Check this computer's date, and whether a proxy or virus scanner changes secure connections. {}":
        "Das Datum dieses Computers prüfen, und ob ein Proxy oder Virenscanner sichere Verbindungen verändert. {}",
    "The proxy between this computer and the internet refused the download.":
        "Der Proxy zwischen diesem Computer und dem Internet hat den Download abgelehnt.",
    "Check the proxy's settings. {}": "Die Einstellungen des Proxys prüfen. {}",
    "The internet connection failed while packages were being downloaded.":
        "Die Internetverbindung brach ab, während Pakete heruntergeladen wurden.",
    "Check the connection. {}": "Die Verbindung prüfen. {}",
    "A package arrived damaged.": "Ein Paket kam beschädigt an.",
    "{} It is downloaded again.": "{} Es wird noch einmal heruntergeladen.",
    "A file of the environment is in use or protected.": "Eine Datei der Umgebung ist in Benutzung oder geschützt.",
    "Stop the motion server, close other Blenders, look whether a virus scanner holds the folder. {}":
        "Den Bewegungsserver anhalten, andere Blender schließen, nachsehen, ob ein Virenscanner den Ordner festhält. {}",
    "PyTorch cannot start, because a part of Windows is missing.": "PyTorch kann nicht starten, weil ein Teil von Windows fehlt.",
    "Install the Microsoft Visual C++ Redistributable (x64), restart the computer. {}":
        "Microsoft Visual C++ Redistributable (x64) installieren und den Computer neu starten. {}",
    "This Linux is too old for PyTorch's packages.": "Dieses Linux ist zu alt für die Pakete von PyTorch.",
    "Update the system, or use a server elsewhere.": "Das System aktualisieren oder einen Server anderswo benutzen.",
    "The computer has too little free memory.": "Der Computer hat zu wenig freien Arbeitsspeicher.",
    "Close other programs. {}": "Andere Programme schließen. {}",
    "This Python lacks the part that makes environments.": "Diesem Python fehlt der Teil, der Umgebungen anlegt.",
    "On Debian and Ubuntu, install the package python3-venv; otherwise install Python 3.11 from python.org. Then press Set Up.":
        "Unter Debian und Ubuntu das Paket python3-venv installieren; sonst Python 3.11 von python.org. Dann „Einrichten“ drücken.",
    "Press Set Up to try again. If it fails again, Copy Log and ask for help with it.":
        "„Einrichten“ drücken, um es noch einmal zu versuchen. Wenn es wieder scheitert, „Protokoll kopieren“ und damit um Hilfe bitten.",
    "{} was ended from outside.": "{} wurde von außen beendet.",
    "There is no {} for this computer and its Python.": "Es gibt kein {} für diesen Computer und sein Python.",
    "Install Python 3.11 (64-bit) from python.org and press Set Up, or use a server elsewhere.":
        "Python 3.11 (64 Bit) von python.org installieren und „Einrichten“ drücken, oder einen Server anderswo benutzen.",
    "The environment cannot be removed, because something uses its files ({}).":
        "Die Umgebung lässt sich nicht entfernen, weil etwas ihre Dateien benutzt ({}).",
    "Stop the motion server, close other Blenders, then try again.":
        "Den Bewegungsserver anhalten, andere Blender schließen, dann noch einmal versuchen.",
    "Another Blender is setting up the motion server.": "Ein anderes Blender richtet den Bewegungsserver gerade ein.",
    "No Python was found that the motion server can use.": "Es wurde kein Python gefunden, das der Bewegungsserver benutzen kann.",
    "{}, then press Set Up.": "{}, dann „Einrichten“ drücken.",
    "The motion server is set up ({} s). Type a prompt and press Generate.":
        "Der Bewegungsserver ist eingerichtet ({} s). Einen Prompt eingeben und „Erzeugen“ drücken.",
    "PyTorch is the {} build now ({} s).": "PyTorch ist jetzt die Fassung {} ({} s).",
    "The environment of the former version was kept and completed ({} s).":
        "Die Umgebung der früheren Version wurde behalten und vervollständigt ({} s).",
    "Everything is in place.": "Alles ist an seinem Platz.",
    "Blender may not go online, and Set Up has packages to download.":
        "Blender darf nicht online gehen, und Einrichten muss Pakete herunterladen.",
    "Press Allow Online Access, then Set Up.": "„Online-Zugriff erlauben“, dann „Einrichten“ drücken.",
    "PyTorch is no longer made for Macs with an Intel processor.": "PyTorch wird für Macs mit Intel-Prozessor nicht mehr gemacht.",
    "Run the motion server on another computer, and enter its address below.":
        "Den Bewegungsserver auf einem anderen Computer betreiben und unten seine Adresse eintragen.",
    "Windows refuses paths of more than 260 characters, and PyTorch's would have up to {} in {}.":
        "Windows lehnt Pfade mit mehr als 260 Zeichen ab, und die von PyTorch hätten bis zu {} in {}.",
    "Switch on “Win32 long paths” (search for it in Windows' settings for developers), then press Set Up.":
        "„Lange Win32-Pfade“ einschalten (in den Entwicklereinstellungen von Windows suchen), dann „Einrichten“ drücken.",
    "Blender was started in offline mode, and Set Up has packages to download.":
        "Blender wurde im Offline-Modus gestartet, und Einrichten muss Pakete herunterladen.",
    "The disk has {} GB free, and Set Up needs {} GB.": "Der Datenträger hat {} GB frei, und Einrichten braucht {} GB.",
    "Free some space where {} is, then press Set Up.": "Dort, wo {} ist, etwas Platz schaffen, dann „Einrichten“ drücken.",
    "Set Up was cancelled. What has arrived is kept: press Set Up to go on.":
        "Das Einrichten wurde abgebrochen. Was da ist, bleibt: „Einrichten“ drücken, um weiterzumachen.",
    "Checking this computer": "Diesen Computer prüfen",
    "Looking for Python": "Python suchen",
    "Making a private environment": "Eigene Umgebung anlegen",
    "Installing PyTorch": "PyTorch installieren",
    "Installing the server's packages": "Pakete des Servers installieren",
    "Trying the motion models": "Bewegungsmodelle ausprobieren",
    "Try again with {}; if it stays, restart the server. Its log says what happened.":
        "Noch einmal mit {} versuchen; wenn es bleibt, den Server neu starten. Sein Protokoll sagt, was geschah.",
    "The computer has too little free memory for this {}.": "Der Computer hat zu wenig freien Arbeitsspeicher dafür ({}).",
    "The motion models are still loading.": "Die Bewegungsmodelle laden noch.",
    "Wait a few seconds, then try again.": "Einige Sekunden warten, dann noch einmal versuchen.",
    "The server is stopping.": "Der Server hält gerade an.",
    "{} could not be loaded.": "{} ließ sich nicht laden.",
    "Install the server again; its log says what is wrong.": "Den Server neu installieren; sein Protokoll sagt, was fehlt.",
    "{} is damaged and cannot be read as BVH. Export it again.": "{} ist beschädigt und nicht als BVH lesbar. Noch einmal exportieren.",
    "{} holds no frames. Choose a clip with keys.": "{} enthält keine Einzelbilder. Einen Clip mit Schlüsselbildern wählen.",
    "{} holds a number that is none. Correct its keys, then add it again.":
        "{} enthält eine ungültige Zahl. Die Schlüsselbilder berichtigen, dann neu hinzufügen.",
    "{} holds a bone that is scaled or not a rotation. Clear its scale, then add the clip again.":
        "{} enthält einen skalierten oder verzerrten Knochen. Seine Skalierung zurücksetzen, dann den Clip neu hinzufügen.",
    "The clips last {} together. Choose the most telling {} minutes of them.":
        "Die Clips dauern zusammen {}. Die {} aussagekräftigsten Minuten wählen.",
    "{} is more than 100 km from the middle of the scene. Move it closer, then add it again.":
        "{} ist mehr als 100 km von der Mitte der Szene entfernt. Näher heranholen, dann neu hinzufügen.",
    "The numbers of {} arrived damaged. Add the clip again.": "Die Zahlen von {} kamen beschädigt an. Den Clip neu hinzufügen.",
    "{} is too large for this computer's memory. Choose a shorter clip.":
        "{} ist zu groß für den Arbeitsspeicher dieses Computers. Einen kürzeren Clip wählen.",
    "The server does not know this job, or it ended long ago.": "Der Server kennt diesen Auftrag nicht, oder er endete vor langer Zeit.",
    "The server is busy: {} requests are waiting already.": "Der Server ist beschäftigt: es warten schon {} Anfragen.",
    "Wait until one is done, then try again.": "Warten, bis eine fertig ist, dann noch einmal versuchen.",
    "Try again; if it stays, restart the server.": "Noch einmal versuchen; wenn es bleibt, den Server neu starten.",
    "The server could not read the request.": "Der Server konnte die Anfrage nicht lesen.",
    "Something went wrong inside the server.": "Im Server ist etwas schiefgegangen.",
    "The server is ready.": "Der Server ist bereit.",
    "The clip “{}” must be either a motion or a BVH file. Add it again.":
        "Der Clip „{}“ muss eine Bewegung oder eine BVH-Datei sein. Neu hinzufügen.",
    "The clips are too large together: {} MiB of them fit.": "Die Clips sind zusammen zu groß: {} MiB passen.",
    "Choose fewer or shorter clips.": "Weniger oder kürzere Clips wählen.",
    "This file is too large to be a style.": "Diese Datei ist zu groß für einen Stil.",
    "Choose a file that was exported from the list of styles.": "Eine Datei wählen, die aus der Liste der Stile exportiert wurde.",
    "This server was started for someone else, or it has been restarted.":
        "Dieser Server wurde für jemand anderen gestartet oder neu gestartet.",
    "Stop the server in the panel and start it again.": "Den Server im Bedienfeld anhalten und neu starten.",
    "Update the add-on and the server to the same version.": "Add-on und Server auf dieselbe Version bringen.",
    "Move the character closer to the middle of the scene.": "Die Figur näher zur Mitte der Szene holen.",
    "Pin the pose again.": "Die Pose neu anheften.",
    "Add the clip again.": "Den Clip neu hinzufügen.",
    "There are more pinned poses than the {} that fit.": "Es gibt mehr angeheftete Posen, als passen ({}).",
    "Delete some of the pins.": "Einige Pins löschen.",
    "Ask for fewer takes or a shorter motion, or close other programs.":
        "Weniger Takes oder eine kürzere Bewegung anfordern, oder andere Programme schließen.",
    "Ask for fewer poses, or close other programs.": "Weniger Posen anfordern oder andere Programme schließen.",
    "Use fewer or shorter clips, or close other programs.": "Weniger oder kürzere Clips verwenden oder andere Programme schließen.",
    "Starting": "Startet",
    "Waiting": "Wartet",
    "Step {} of {}": "Schritt {} von {}",
    "Stopped": "Angehalten",
    "Ready": "Bereit",
    "Failed": "Fehlgeschlagen",
    "Ready.": "Bereit.",
    "Cancelled.": "Abgebrochen.",
    "A style's name has letters, digits, - and _, begins with a letter or digit, and is at most {} characters long.":
        "Der Name eines Stils besteht aus Buchstaben, Ziffern, - und _, beginnt mit einem Buchstaben oder einer Ziffer und hat "
        "höchstens {} Zeichen.",
    "Walks and Runs": "Gehen und Laufen",
    "Gestures": "Gesten",
    "Actions": "Handlungen",
    "Styles": "Stile",
    "One after Another": "Nacheinander",
    "Arms": "Arme",
    "Legs and Body": "Beine und Körper",
    "Characters": "Figuren",
    "Between the Pins": "Zwischen den Pins",
}

#: What stands in the places of the texts above.
PIECES: dict[str, str] = {
    "pose": "eine Pose",
    "motion": "eine Bewegung",
    "style": "ein Stil",
    "the panel Server": "das Bedienfeld „Server“",
    "the panel Generate": "das Bedienfeld „Erzeugen“",
    "the panel Takes": "das Bedienfeld „Takes“",
    "the panel Prompts on the Timeline": "das Bedienfeld „Prompts auf der Zeitleiste“",
    "the panel Pose": "das Bedienfeld „Pose“",
    "the panel Complete": "das Bedienfeld „Vervollständigen“",
    "the panel Clean Up": "das Bedienfeld „Aufräumen“",
    "the panel Style": "das Bedienfeld „Stil“",
    "whole body": "ganzer Körper",
    "whole body, not its place": "ganzer Körper, nicht sein Ort",
    "nothing": "nichts",
    "{} bones": "{} Knochen",
    "place of the pelvis": "Ort des Beckens",
    "left arm": "linker Arm",
    "right arm": "rechter Arm",
    "left leg": "linkes Bein",
    "right leg": "rechtes Bein",
    "arms": "Arme",
    "legs": "Beine",
    "spine": "Wirbelsäule",
    "torso": "Rumpf",
    "upper body": "Oberkörper",
    "lower body": "Unterkörper",
    "head": "Kopf",
    "neck": "Hals",
    "pelvis": "Becken",
    "left hip": "linke Hüfte",
    "right hip": "rechte Hüfte",
    "left knee": "linkes Knie",
    "right knee": "rechtes Knie",
    "left ankle": "linker Knöchel",
    "right ankle": "rechter Knöchel",
    "left foot": "linker Fuß",
    "right foot": "rechter Fuß",
    "left collar": "linkes Schlüsselbein",
    "right collar": "rechtes Schlüsselbein",
    "left shoulder": "linke Schulter",
    "right shoulder": "rechte Schulter",
    "left elbow": "linker Ellbogen",
    "right elbow": "rechter Ellbogen",
    "left wrist": "linkes Handgelenk",
    "right wrist": "rechtes Handgelenk",
    "spine1": "Wirbelsäule 1",
    "spine2": "Wirbelsäule 2",
    "spine3": "Wirbelsäule 3",
    "the next pose": "die nächste Pose",
    "the previous pose": "die vorige Pose",
    "this pose": "diese Pose",
    "Show {} on the character at the playhead": "{} am Abspielkopf an der Figur zeigen",
    "Generate's prompt": "den Prompt von Erzeugen",
    "Complete's prompt": "den Prompt von Vervollständigen",
    "Pose's description": "die Beschreibung von Pose",
    "Learned in strong mode": "Stark gelernt",
    "Learned in fast mode": "Schnell gelernt",
    "From frame {} to {} it is": "Von Einzelbild {} bis {} sind es",
    "From frame {} to {}, with the time before and after, it is": "Von Einzelbild {} bis {}, mit der Zeit davor und danach, sind es",
    "Around frame {}, with the time before and after, it is": "Um Einzelbild {}, mit der Zeit davor und danach, sind es",
    "Frames {} to {}, with the motion around them, last": "Die Einzelbilder {} bis {}, mit der Bewegung um sie herum, dauern",
    "With both poses it is": "Mit beiden Posen sind es",
    "move the pins, or change the time before and after them": "die Pins verschieben oder die Zeit davor und danach ändern",
    "change the seconds to the pose": "die Sekunden bis zur Pose ändern",
    "choose a longer gap": "eine längere Lücke wählen",
    "choose a shorter gap": "eine kürzere Lücke wählen",
    "The channel {} {}": "Der Kanal {} {}",
    "location": "Position",
    "rotation": "Rotation",
    "scale": "Skalierung",
    "The motion models": "Die Bewegungsmodelle",
    "The model that makes pinned poses a motion": "Das Modell, das aus angehefteten Posen Bewegung macht",
    "The model that poses from words": "Das Modell, das aus Worten Posen macht",
    "The models that make prompts one motion": "Die Modelle, die aus Prompts eine Bewegung machen",
    "The model that learns styles": "Das Modell, das Stile lernt",
    "Checking this computer": "Diesen Computer prüfen",
    "Looking for Python": "Python suchen",
    "Making a private environment": "Eigene Umgebung anlegen",
    "Installing PyTorch": "PyTorch installieren",
    "Installing the server's packages": "Pakete des Servers installieren",
    "Trying the motion models": "Bewegungsmodelle ausprobieren",
    "Working": "Arbeitet",
    "is a file that has gone": "ist eine Datei, die es nicht mehr gibt",
    "has lost its action": "hat seine Aktion verloren",
    "has lost its armature": "hat sein Skelett verloren",
    "is on an armature of another scene": "liegt auf einem Skelett einer anderen Szene",
    "is on an armature that is linked from another file (make a library override of it)":
        "liegt auf einem Skelett, das aus einer anderen Datei verknüpft ist (eine Bibliotheksüberschreibung anlegen)",
    "is on an armature in Edit Mode": "liegt auf einem Skelett im Bearbeitungsmodus",
    "is on an armature whose NLA strip is being tweaked (leave tweak mode with Tab)":
        "liegt auf einem Skelett, dessen NLA-Streifen bearbeitet wird (mit Tab verlassen)",
    "is on an armature that is mirrored or has no size": "liegt auf einem Skelett, das gespiegelt ist oder keine Größe hat",
    " It said: {}": " Er meldete: {}",
    " {} more files could not be used either.": " {} weitere Dateien waren auch nicht brauchbar.",
    "Install Python 3.11 to 3.14 with your system's package manager (on Debian and Ubuntu: python3 and python3-venv)":
        "Python 3.11 bis 3.14 mit der Paketverwaltung des Systems installieren (unter Debian und Ubuntu: python3 und python3-venv)",
    "Install Python 3.11 (64-bit) from python.org": "Python 3.11 (64 Bit) von python.org installieren",
    "Install Python 3.11 from python.org": "Python 3.11 von python.org installieren",
    "From frame {} to {}": "Von Einzelbild {} bis {}",
    "Around frame {}": "Um Einzelbild {}",
    "{}, with the time before and after, it is": "{}, mit der Zeit davor und danach, sind es",
    "{} it is": "{} sind es",
    "{}, with the time before and after": "{}, mit der Zeit davor und danach",
    "Frames {} to {}, with the motion around them": "Die Einzelbilder {} bis {}, mit der Bewegung um sie herum",
    "With both poses": "Mit beiden Posen",
    "Frames {} to {}": "Einzelbilder {} bis {}",
    "spine, lower": "Wirbelsäule, unten",
    "spine, middle": "Wirbelsäule, Mitte",
    "chest": "Brust",
    "left thigh": "linker Oberschenkel",
    "right thigh": "rechter Oberschenkel",
    "left shin": "linker Unterschenkel",
    "right shin": "rechter Unterschenkel",
    "left toes": "linke Zehen",
    "right toes": "rechte Zehen",
    "left collarbone": "linkes Schlüsselbein",
    "right collarbone": "rechtes Schlüsselbein",
    "left upper arm": "linker Oberarm",
    "right upper arm": "rechter Oberarm",
    "left forearm": "linker Unterarm",
    "right forearm": "rechter Unterarm",
    "left hand": "linke Hand",
    "right hand": "rechte Hand",
    "no bone": "kein Knochen",
    "joint": "Gelenk",
}
